using NUnit.Framework;
using Verify.Instruments.Statistics;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 5.4: a package built at the client, and fetched, in turn.</summary>
internal static class TimeSaved
{
    public const string Command = "time nix-build packages.nix -A work";

    private const int Pairs = 3;
    private const double Least = 20;

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        const string tag = "saved";
        await cache.PublishNewAsync(Packages.Work, tag, step.Ct);
        var settings = cache.Settings(CacheInRun.Cured);
        var saved = new List<double>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            step.Progress($"built and fetched, pair {pair + 1} of {Pairs}", (double)pair / Pairs);
            // ABBA: a drift of the machine cancels out.
            var isFirst = pair % 2 == 0;
            var one = await BuildAsync(isFirst);
            var other = await BuildAsync(!isFirst);
            var (built, fetched) = isFirst ? (one, other) : (other, one);
            saved.Add(100 * (1 - fetched / built));
        }
        var mean = MeanInterval.Of(saved);
        step.Measure(
            new(
                "time saved by fetching instead of building",
                mean.Mean,
                "%",
                Pairs,
                mean.Low,
                mean.High,
                mean.Confidence,
                Source: "a build of about half a second; pairs, one after the other"
            )
            {
                Id = CacheFigures.Saved,
            }
        );
        step.Expect(
            "percent of the time that fetching saves, at least",
            Math.Round(mean.Low, 1),
            Is.GreaterThan(Least),
            "the plan's target, against the lower end of the interval",
            CacheOutcomes.Saved
        );
        cache.Plan.Judge(
            KpiPromises.BuildTime,
            mean.Low > Least,
            $"{mean.Mean:0} % ({mean.Low:0} to {mean.High:0})",
            "a build of about half a second; longer ones gain more"
        );

        async Task<double> BuildAsync(bool isBuilt)
        {
            using var client = await cache.ClientAsync(
                isBuilt ? settings with { Substituters = [] } : settings,
                step.Ct
            );
            var got = await client.BuildAsync(Packages.Work, tag, step.Ct);
            if (!got.Succeeded || got.Built != isBuilt)
                throw new CannotRun(
                    $"nix-build {(isBuilt ? "without" : "with")} the cache: {got.Outcome}"
                );
            return got.Took.TotalSeconds;
        }
    }
}
