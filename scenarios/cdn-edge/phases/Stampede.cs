using System.Diagnostics;
using System.Globalization;
using System.Text;
using NUnit.Framework;
using Verify.Instruments.Gates;
using Verify.Reports.Plots;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.1: a video that no cache holds is asked for by many at once, and the database takes its time.</summary>
/// <remarks>The key is cold: a load test that asks for it once before it starts shows nothing of the protection.</remarks>
internal static class Stampede
{
    public const string Command =
        "redis-cli FLUSHDB; seq 1000 | xargs -P 1000 -I_ curl -s http://127.0.0.1:8080/v1/videos/$ID >/dev/null";

    private const string Evidence = "stampede.csv";

    private static readonly int[] Callers = [10, 100, 1000];

    // Without a cache so many wait for 20 connections of 500 ms each for longer than a client does: that is no news.
    private const int MostWithout = 100;

    private static readonly TimeSpan DatabaseTakes = TimeSpan.FromMilliseconds(500);

    public static Task CheckAsync(PlatformInRun platform, Step step) =>
        AskAsync(platform, step, Callers);

    /// <param name="crowds">How many callers, one crowd after the other.</param>
    public static async Task AskAsync(PlatformInRun platform, Step step, IReadOnlyList<int> crowds)
    {
        IReadOnlyList<Asked> all;
        try
        {
            platform.Stores.DatabaseGate.Fault = Fault.Slow(DatabaseTakes);
            // Each has a database of its own; the cured design alone shares look-ups between processes, and has to itself
            // what processors there are.
            var uncured = await Task.WhenAll(
                platform
                    .Designs.Where(design => design != PlatformInRun.Cured)
                    .Select(design => EachAsync(platform, step, design, crowds))
            );
            all =
            [
                .. uncured.SelectMany(one => one),
                .. await EachAsync(platform, step, PlatformInRun.Cured, crowds),
            ];
        }
        finally
        {
            platform.Stores.DatabaseGate.Fault = Fault.None;
        }
        var csv = new StringBuilder("design,callers,queries\n");
        foreach (var asked in all)
        {
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{asked.Design},{asked.Callers},{asked.Queries}\n"
            );
            step.Saw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{asked.Design}: {asked.Callers} callers, {asked.Queries} queries, the last answered after {asked.Longest.TotalSeconds:0.00} s"
                )
            );
            if (asked.Callers == MostWithout)
                step.Measure(
                    new($"{asked.Design}: queries for {asked.Callers} callers", asked.Queries, "")
                    {
                        Id = CdnFigures.Stampede,
                        Subject = asked.Design,
                    }
                );
            Judge(step, asked);
        }
        step.Keep(Evidence, csv.ToString(), "text/csv");
        step.Plot(PlotKind.Series, [new(PlotKind.Table, Evidence)], "queries for a cold video");
    }

    private static async Task<IReadOnlyList<Asked>> EachAsync(
        PlatformInRun platform,
        Step step,
        string design,
        IReadOnlyList<int> crowds
    )
    {
        var all = new List<Asked>();
        foreach (
            var callers in crowds.Where(one =>
                design != PlatformInRun.Without || one <= MostWithout
            )
        )
        {
            step.Progress($"{design}: {callers} callers");
            var before = await BypassesAsync(platform, design, step.Ct);
            var (queries, errors, longest) = await OnceAsync(platform, design, callers, step);
            var bypasses = await BypassesAsync(platform, design, step.Ct) - before;
            all.Add(new(design, callers, queries, errors, bypasses, longest));
        }
        return all;
    }

    private static void Judge(Step step, Asked asked)
    {
        var (design, callers, queries, errors, bypasses, _) = asked;
        step.Expect($"{design}, {callers} callers: without an answer", errors, Is.Zero);
        switch (design)
        {
            case PlatformInRun.Without:
                step.Expect(
                    $"{design}, {callers} callers: queries",
                    queries,
                    Is.EqualTo(callers),
                    "nothing protects the database: the check tells the two apart"
                );
                break;
            case PlatformInRun.AsDesigned:
                step.Expect(
                    $"{design}, {callers} callers: queries",
                    queries,
                    Is.LessThanOrEqualTo(PlatformInRun.Processes),
                    "singleflight is per process: one query each at most"
                );
                break;
            // Nothing is wrong with Redis here: who went past it was not let run for the half second that it is given.
            case PlatformInRun.Cured when bypasses > 0 && queries != 1:
                step.CannotTell(
                    Shared(design, callers),
                    Is.EqualTo(1),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{bypasses:0} look-ups went past Redis, which did not answer in time: this machine is too busy"
                    ),
                    CdnOutcomes.Stampede
                );
                break;
            default:
                step.Expect(
                    Shared(design, callers),
                    queries,
                    Is.EqualTo(1),
                    "the processes share one look-up",
                    CdnOutcomes.Stampede
                );
                break;
        }
    }

    private static string Shared(string design, int callers) =>
        $"{design}, {callers} callers of {PlatformInRun.Processes} processes: queries";

    // As the processes count them themselves: look-ups answered without Redis, because it did not answer.
    private static async Task<double> BypassesAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var all = 0.0;
        foreach (var api in platform.Of(design))
            all += await api.CountedAsync("video_cache_bypasses_total", ct);
        return all;
    }

    private static async Task<(long Queries, int Errors, TimeSpan Longest)> OnceAsync(
        PlatformInRun platform,
        string design,
        int callers,
        Step step
    )
    {
        var apis = platform.Of(design);
        var video = await apis[0].NewVideoAsync("Stampede", step.Ct);
        await platform.Stores.Statements(design).ResetAsync(step.Ct);
        var clock = Stopwatch.StartNew();
        var asked = Enumerable
            .Range(0, callers)
            .Select(async i =>
            {
                try
                {
                    await apis[i % apis.Count].VideoAsync(video, step.Ct);
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            });
        var answered = await Task.WhenAll(asked);
        var longest = clock.Elapsed;
        return (
            await platform.Stores.Statements(design).CallsAsync("FROM videos", step.Ct),
            answered.Count(one => !one),
            longest
        );
    }

    /// <param name="Queries">As PostgreSQL counted them.</param>
    /// <param name="Errors">Callers without an answer.</param>
    /// <param name="Bypasses">Look-ups that went past Redis, which did not answer in time.</param>
    /// <param name="Longest">Until the last was answered.</param>
    private sealed record Asked(
        string Design,
        int Callers,
        long Queries,
        int Errors,
        double Bypasses,
        TimeSpan Longest
    );
}
