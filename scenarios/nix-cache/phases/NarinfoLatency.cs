using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Origin.NixCache.Monitor;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 5.3: how long the cache takes to say whether it has a path.</summary>
internal static class NarinfoLatency
{
    public const string Command = "curl http://10.255.255.1:5000/HASH.narinfo";

    // As often as a system has paths, and more than once each: a hundredth is known then.
    private const int Rounds = 10;
    private const double MostP99 = 100;
    private const double MostMean = 1;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var path = await cache.PublishNewAsync(Packages.Many, "many", step.Ct);
        var names = (
            await cache.Store.Nix.MustAsync(["nix-store", "--query", "--requisites", path], step.Ct)
        )
            .Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => $"/{CacheFolder.NarinfoName(one)}")
            .ToArray();
        foreach (var design in CacheInRun.Designs)
        {
            var first = await AskAsync(cache.Served(design), names, 1, step.Ct);
            var later = await AskAsync(cache.Served(design), names, Rounds, step.Ct);
            foreach (var (when, times) in new[] { ("first", first), ("later", later) })
            {
                var (mean, p99) = (times.Average(), LogFigures.Percentile([.. times.Order()], 99));
                step.Measure(
                    new(
                        $"narinfo, {when} asked",
                        mean,
                        "ms",
                        times.Count,
                        Details: new Dictionary<string, double>
                        {
                            ["p99"] = p99,
                            ["max"] = times.Max(),
                        },
                        Source: $"{design}: one connection, from the request to the last byte"
                    )
                    {
                        Id = when == "later" ? CacheFigures.Narinfo : null,
                        Subject = design,
                    }
                );
                step.Expect(
                    $"{design}, {when} asked: p99 of a narinfo in ms",
                    p99,
                    Is.LessThan(MostP99),
                    "the plan's target"
                );
                if (when == "later")
                    step.Expect(
                        $"{design}, {when} asked: mean of a narinfo in ms",
                        mean,
                        Is.LessThan(MostMean),
                        "a system's thousand paths are then known after a second"
                    );
                cache.Plan.Judge(
                    KpiPromises.Latency,
                    p99 < MostP99,
                    $"p99 {p99:0.00} ms",
                    $"narinfos, {when} asked"
                );
            }
        }
    }

    private static async Task<List<double>> AskAsync(
        ServedCache served,
        IReadOnlyList<string> names,
        int rounds,
        CancellationToken ct
    )
    {
        await using var connection = KeptConnection.To(served.Endpoint, Timeout);
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
            foreach (var name in names)
            {
                var answer = await connection.SendAsync(
                    HttpAsk.Get(name),
                    Timeout,
                    HttpLimits.Default,
                    null,
                    ct
                );
                if (answer.Status != 200)
                    throw new CannotRun($"{served.Url}{name} is answered with {answer.Status}.");
                times.Add(answer.RoundTrip.TotalMilliseconds);
            }
        return times;
    }
}
