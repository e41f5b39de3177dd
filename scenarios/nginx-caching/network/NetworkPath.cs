using Verify.Engine.Labs;
using Verify.Fixtures.Network;
using Verify.Origin.Profile;
using Verify.Scenarios.Cable;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Network;

/// <summary>Step 5.14: the origin is reached at its own address, over a cable of its own, and that carries the viewers.</summary>
internal sealed class NetworkPath(OriginSetup setup, LiveOrigin live)
{
    // What mode user carries, by the profile's own notes: mode tap is there to be faster.
    private const double OfModeUser = 500;

    private const double MegabitOfKilobits = 1e3;

    public static string Command(VethPlan plan, int port) =>
        $"ip -d addr show {plan.Device}; ip route get {plan.Address}; ip -s link show {plan.Device}; "
        + $"curl -so /dev/null -w '%{{speed_download}}\\n' http://{plan.Address}:{port}/seg00001.ts";

    public async Task CheckAsync(Step step)
    {
        if (!Lab.IsInside)
        {
            step.Skip(
                "without a lab, the profile's network would be the machine's own, which Verify does not touch. Run it in a lab"
            );
            return;
        }
        foreach (var server in live.Servers)
            await new PathAddresses(step, server.Nginx.Cabled, setup.Tap!).CheckAsync();
        var candidate = live.Candidates[0].Nginx.Cabled;
        var reached = candidate.Endpoint;
        using var probe = await SegmentCopy.MakeAsync(
            setup.Stream,
            "verify-probe-path.ts",
            step.Ct
        );
        await new PathBytes(step, candidate, reached, probe.Target).CheckAsync();
        await new PathThroughput(
            step,
            candidate,
            reached,
            probe.Target,
            Needs(setup.Profile)
        ).CheckAsync();
        step.Find(
            "the cable is a veth: what a TAP device with vhost-net carries (about 10 Gbit/s by the profile's own notes, 500 Mbit/s in mode user) was not measured",
            "addresses, routes and the origin are those of the virtual machine, but the throughput is that of this machine's kernel",
            "measure the virtual machine itself: --target http://" + $"{reached.At}/",
            kind: FindingKind.NotSeen,
            effect: Effect.Slow
        );
        await new PathTakenDown(step, candidate, reached, probe.Target).CheckAsync();
    }

    /// <summary>What a profile's viewers need of it, and what made somebody choose it.</summary>
    public static IReadOnlyList<PathNeed> Needs(OriginProfile profile)
    {
        var swarm = Profiles.Shipped.Swarm.Get(Profiles.Default);
        var rate = profile.Streams.Max(one => one.Bitrate.Kbps + one.AudioBitrate.Kbps);
        return
        [
            new(
                swarm.Clients * rate / MegabitOfKilobits,
                $"{swarm.Clients} viewers of the default swarm, each on the highest stream of {rate} kbit/s"
            ),
            new(
                OfModeUser,
                "the throughput of mode user by the profile's own notes; mode tap has to be faster"
            ),
        ];
    }
}
