using NUnit.Framework;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Network;
using Verify.Instruments.Statistics;
using Verify.Origin.NixCache.Rules;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 2.5: what each of the plan's kernel parameters does for the cable, by pairs of blocks with and without it.</summary>
internal static class LinkTuning
{
    public const string Command =
        "sysctl -w net.ipv4.tcp_congestion_control=bbr; iperf3 -c 10.255.255.1 -R";

    // Three pairs give an interval; each block takes half a second.
    private const int Pairs = 3;
    private const long Block = 60_000_000;

    // Only these belong to a host's own network.
    private const string OwnNetwork = "net.ipv4.";

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var planned = cache
            .Design(CacheInRun.AsDesigned)
            .Link(TwoHosts.Place, TwoHosts.Device, TwoHosts.Place.ServerAddress)
            .Sysctls;
        var did = new List<string>();
        await using var link = await LinkSpeed.StartAsync(
            cache.Hosts.Server,
            TwoHosts.Place.ServerAddress,
            cache.Folder,
            step.Ct
        );
        foreach (var one in planned.Where(IsOwn))
            did.Add(await TryAsync(cache, step, link, one));
        step.Find(
            $"not tried: {string.Join(", ", planned.Where(one => !IsOwn(one)).Select(one => one.Key))}",
            "they belong to the whole machine, and a lab's own network cannot set them",
            kind: FindingKind.NotSeen
        );
        step.Saw(string.Join('\n', did));
        cache.Plan.Judge(
            KpiPromises.Tuning,
            did.Any(said => said.Contains(Faster, StringComparison.Ordinal)),
            string.Join("; ", did),
            "a gigabit at 1 ms has 125 kB in flight, which the kernel's own buffers hold"
        );
    }

    private const string Faster = "faster";

    // What nobody notices. By chance an interval of 95 % leaves one out now and then.
    private const double Matters = 0.02;

    private static bool IsOwn(Sysctl one) =>
        one.Key.StartsWith(OwnNetwork, StringComparison.Ordinal);

    private static async Task<string> TryAsync(
        CacheInRun cache,
        Step step,
        LinkSpeed link,
        Sysctl parameter
    )
    {
        step.Progress($"with and without {parameter.Key}");
        var before = new List<(Compartment Host, string Value)>();
        foreach (var (host, _) in cache.Hosts.Ends)
            before.Add((host, await host.Within(() => File.ReadAllText(parameter.Path))));
        var ratios = new List<double>();
        try
        {
            for (var pair = 0; pair < Pairs; pair++)
            {
                // ABBA: a drift of the machine cancels out.
                var isFirst = pair % 2 == 0;
                var one = await BlockAsync(isFirst);
                var other = await BlockAsync(!isFirst);
                ratios.Add(isFirst ? one / other : other / one);
            }
        }
        finally
        {
            foreach (var (host, value) in before)
                await WriteAsync(host, parameter, value);
        }
        var ratio = RatioOfPairs.Of(ratios);
        step.Measure(
            new(
                $"rate with {parameter.Key} = {parameter.Value}, of that without",
                ratio.Median,
                "x",
                ratio.Pairs,
                ratio.Low,
                ratio.High,
                MeanInterval.Usual,
                Source: "iperf3, pairs of blocks one after the other"
            )
        );
        step.Expect(
            $"{parameter.Key} is as it was",
            await cache.Hosts.Server.Within(() => File.ReadAllText(parameter.Path)),
            Is.EqualTo(before[0].Value)
        );
        var said =
            ratio.Low > 1 + Matters ? Faster
            : ratio.High < 1 - Matters ? "slower"
            : "did nothing";
        if (said != Faster)
            step.Find(
                $"{parameter.Key} = {parameter.Value}: {said} ({ratio.Low:0.000} to {ratio.High:0.000} of the rate without)",
                "the plan sets it on both ends",
                "leave it out",
                FindingKind.Plan
            );
        return $"{parameter.Key}: {said} (x {ratio.Median:0.000})";

        async Task<double> BlockAsync(bool isSet)
        {
            foreach (var (host, value) in before)
                await WriteAsync(host, parameter, isSet ? parameter.Value : value);
            return await link.MeasureAsync(cache.Hosts.Client, Block, step.Ct);
        }
    }

    private static Task<bool> WriteAsync(Compartment host, Sysctl parameter, string value) =>
        host.Within(() =>
        {
            File.WriteAllText(parameter.Path, value);
            return true;
        });
}
