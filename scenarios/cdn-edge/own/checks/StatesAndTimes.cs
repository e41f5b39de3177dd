using System.Globalization;
using NUnit.Framework;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 3.3: what each edge keeps, and for how long, is what its configuration says.</summary>
internal static class StatesAndTimes
{
    // Headers of the storage's that nginx goes by before proxy_cache_valid.
    private static readonly string[] Overrides = ["Cache-Control", "Expires", "X-Accel-Expires"];

    public static string Command(EdgePair pair) =>
        $"curl -si {pair.Paths[0].Playlist}  # twice; then the time in nginx's own cache file";

    public static async Task CheckAsync(PairInRun run, Step step)
    {
        foreach (
            var (kind, path) in new[]
            {
                ("playlist", run.Paths.Playlist),
                ("segment", run.Paths.Segment),
            }
        )
        {
            var before = await OfAsync(run, run.Pair.Baseline, kind, path, step);
            var now = await OfAsync(run, run.Pair.Candidate, kind, path, step);
            Beside.NoMore(
                step,
                $"{kind}: requests at the storage for the second viewer",
                before.Again,
                now.Again,
                "what was kept before is kept after"
            );
            // A segment never changes: kept for less is asked for more often. Of a playlist, longer is staler.
            if (kind == "playlist")
                Beside.NoMore(
                    step,
                    $"{kind}: seconds that an old one is served",
                    (long)before.Kept.TotalSeconds,
                    (long)now.Kept.TotalSeconds,
                    "viewers are shown nothing older than before"
                );
            else
                Beside.NoMore(
                    step,
                    $"{kind}: times a week that the storage is asked again",
                    TimesAWeek(before.Kept),
                    TimesAWeek(now.Kept),
                    "a segment does not change, and is asked for no more often than before"
                );
        }
    }

    private static long TimesAWeek(TimeSpan kept) =>
        (long)
            Math.Ceiling(
                TimeSpan.FromDays(7) / (kept > TimeSpan.Zero ? kept : TimeSpan.FromSeconds(1))
            );

    private static async Task<(int Again, TimeSpan Kept)> OfAsync(
        PairInRun run,
        OwnEdge edge,
        string kind,
        string path,
        Step step
    )
    {
        await using var cold = await run.ColdAsync(edge, step.Ct);
        var first = await cold.AskAsync(HttpAsk.Get(path), step.Ct);
        var again = await cold.AskAsync(HttpAsk.Get(path), step.Ct);
        step.Saw($"{edge.Role}, {kind}: first {first}; again {again}");
        step.Expect($"{edge.Role}, {kind}: status", first.Status, Is.EqualTo(200));
        step.Expect(
            $"{edge.Role}, {kind}: requests at the storage, cold",
            first.Requests,
            Is.EqualTo(1)
        );
        var kept = await cold.KeptAsync(path) is [var entry, ..] ? entry : null;
        var configured = SettingsInForce.ValidOf(edge.At(path, "proxy_cache_valid"));
        var overridden =
            first.Answer is { } answer
            && Overrides.Any(name => answer.First(name) is not null)
            && edge.At(path, "proxy_ignore_headers").Settings.Count == 0;
        if (kept is not null)
            step.Saw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{edge.Role}, {kind}: kept for {kept.Valid.TotalSeconds:0} s under the key {kept.Key}"
                )
            );
        if (configured is { } time && edge.CacheFolders(path).Count > 0)
            step.Expect(
                $"{edge.Role}, {kind}: seconds that nginx keeps it",
                (kept?.Valid ?? TimeSpan.Zero).TotalSeconds,
                overridden ? Is.GreaterThanOrEqualTo(0) : Is.EqualTo(time.TotalSeconds),
                overridden
                    ? "the answer has a time of its own, which nginx goes by first"
                    : $"proxy_cache_valid says {time.TotalSeconds:0} s"
            );
        return (again.Requests, kept?.Valid ?? TimeSpan.Zero);
    }
}
