using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>Step 5.14: the origin is reached at its own address, over a cable of its own, and that carries the viewers.</summary>
internal sealed class NetworkPath(OriginSetup setup, LiveOrigin live)
{
    public static string Command(VethPlan plan, int port) =>
        $"ip -d addr show {plan.Device}; ip route get {plan.Address}; ip -s link show {plan.Device}; "
        + $"curl -so /dev/null -w '%{{speed_download}}\\n' http://{plan.Address}:{port}/seg00001.ts";

    public async Task CheckAsync(Step step)
    {
        if (!Lab.IsInside)
        {
            step.Skip(
                "without a lab the network of the profile would be the machine's own, which is not touched: run it in a lab"
            );
            return;
        }
        foreach (var server in live.Servers)
            await new PathAddresses(step, server.Nginx, setup.Tap!).CheckAsync();
        var candidate = live.Candidates[0].Nginx;
        using var probe = await SegmentCopy.MakeAsync(
            setup.Stream,
            "verify-probe-path.ts",
            step.Ct
        );
        await new PathBytes(step, candidate, candidate.Endpoint, probe.Target).CheckAsync();
        await new PathThroughput(
            step,
            setup.Profile,
            candidate,
            candidate.Endpoint,
            probe.Target
        ).CheckAsync();
        await new PathTakenDown(step, candidate, candidate.Endpoint, probe.Target).CheckAsync();
    }
}
