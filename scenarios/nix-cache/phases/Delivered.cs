using NUnit.Framework;
using Verify.Instruments.Statistics;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 5.1: what the cache itself delivers over the cable, beside what the cable carries.</summary>
internal static class Delivered
{
    public const string Command = "curl -o /dev/null http://10.255.255.1:5000/nar/HASH.nar.zst";

    // The middle one of three: a moment in which the machine does something else spoils one.
    private const int Blocks = 3;
    private const double Megabit = 1e6;

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var path = await cache.PublishNewAsync(Packages.MuchNoise, "", step.Ct);
        var target = $"/nar/{Path.GetFileName(cache.Cache.NarOf(path))}";
        foreach (var design in CacheInRun.Designs)
        foreach (
            var (connections, id) in new[]
            {
                (1, CacheFigures.Delivered),
                (4, CacheFigures.DeliveredFour),
            }
        )
        {
            var rates = new List<double>();
            for (var i = 0; i < Blocks; i++)
                rates.Add(await RateAsync(cache.Served(design), target, connections, step.Ct));
            var rate = Robust.Median(rates);
            step.Measure(
                new(
                    $"delivered on {connections} connection{(connections == 1 ? "" : "s")}",
                    rate,
                    "Mbit/s",
                    Blocks,
                    Details: new Dictionary<string, double>
                    {
                        ["min"] = rates.Min(),
                        ["max"] = rates.Max(),
                    },
                    Source: $"{design}: bodies of a NAR of 32 MB, from the first request to the last byte; the middle one"
                )
                {
                    Id = id,
                    Subject = design,
                }
            );
            step.Expect(
                $"{design}, {connections} connection{(connections == 1 ? "" : "s")}: Mbit/s delivered",
                rate,
                Is.GreaterThanOrEqualTo(Calibration.Least),
                "what the cable carried in step 2.2, less the headers",
                design == CacheInRun.Cured ? CacheOutcomes.Delivered : null
            );
            cache.Plan.Judge(
                KpiPromises.Throughput,
                rate >= Calibration.Least,
                $"{rate:0} Mbit/s",
                $"bodies delivered by nginx, {connections} connections"
            );
        }
        using var client = await cache.ClientAsync(cache.Settings(CacheInRun.Cured), step.Ct);
        var got = await client.FetchAsync(path, step.Ct);
        step.Expect("nix-store --realise of the same", got.Outcome, Does.StartWith("exit 0"));
        step.Measure(
            new(
                "nix-store --realise of 32 MB",
                Packages.MuchNoiseBytes * 8 / got.Took.TotalSeconds / Megabit,
                "Mbit/s",
                Source: "unpacking, hashing and writing included"
            )
        );
    }

    private static async Task<double> RateAsync(
        ServedCache served,
        string target,
        int connections,
        CancellationToken ct
    )
    {
        var began = Instruments.Http.Instant.Now;
        var statuses = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => served.PassAsync(target, ct))
        );
        var took = Instruments.Http.Instant.Now - began;
        return statuses.All(status => status == 200)
            ? connections * Packages.MuchNoiseBytes * 8 / took.TotalSeconds / Megabit
            : throw new CannotRun($"{target} is answered with {statuses.Max()}.");
    }
}
