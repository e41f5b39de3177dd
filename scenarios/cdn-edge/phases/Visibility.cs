using System.Globalization;
using System.Text;
using NUnit.Framework;
using Verify.Instruments.Staleness;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.3: how long a change that was acknowledged is not seen, in every process of the API and at the edge.</summary>
internal static class Visibility
{
    public const string Command =
        "curl -X POST http://127.0.0.1:8080/v1/videos/$ID/process; curl http://127.0.0.1:8080/v1/videos/$ID http://127.0.0.1:8081/v1/videos/$ID; curl -I $CDN/hls/$ID/master.m3u8";

    private const int Trials = 20;

    // Each is a transcoding of a second of video.
    private const int JobTrials = 5;

    // Of what is told before it is acknowledged nothing has to be waited for: two answers, and a pause of a busy machine.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    // A worker that dies after its COMMIT leaves the telling to the relay: what is a second old, looked for every second; and
    // Redis is given half a second.
    private static readonly TimeSpan ByTheRelay = TimeSpan.FromSeconds(2.5);

    // The edge keeps a 404 for a second, and by nginx's whole seconds for up to two; a second more is for the answer itself on a
    // busy machine.
    private static readonly TimeSpan PastMissing = TimeSpan.FromSeconds(3);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var table = new StringBuilder("design,change,trial,ms\n");
        await ChangesAsync(platform, step, table, Trials);
        await JobsAsync(platform, step, table);
        step.Keep("visibility.csv", table.ToString(), "text/csv");
    }

    /// <summary>Only what the API itself acknowledges.</summary>
    /// <param name="table">A line is added for each trial.</param>
    public static async Task ChangesAsync(
        PlatformInRun platform,
        Step step,
        StringBuilder table,
        int trials
    )
    {
        step.Progress($"{trials} times POST .../process, with a reader in between");
        var unseen = await Task.WhenAll(
            platform.Cached.Select(design =>
                HiddenChange.ProvokeAsync(platform, design, trials, step.Ct)
            )
        );
        foreach (var (design, spans) in platform.Cached.Zip(unseen))
        {
            Count(step, table, design, spans);
            if (design == PlatformInRun.Cured)
                JudgeCured(step, spans);
            else
                JudgeDesigned(step, spans);
        }
    }

    private static void JudgeCured(Step step, IReadOnlyList<TimeSpan> cured) =>
        step.Expect(
            $"{PlatformInRun.Cured}: changes of {cured.Count} that were acknowledged and not seen",
            cured.Count(one => one > AtOnce),
            Is.Zero,
            "the cache is told after COMMIT and before the acknowledgement",
            CdnOutcomes.Fresh
        );

    private static void JudgeDesigned(Step step, IReadOnlyList<TimeSpan> designed)
    {
        step.Expect(
            $"{PlatformInRun.AsDesigned}: changes of {designed.Count} that were acknowledged and not seen",
            designed.Count(one => one > AtOnce),
            Is.EqualTo(designed.Count),
            "by reading: the key is deleted, a reader stores the old status, and then the row is written; so the check can see it"
        );
        if (designed.Any(one => one > AtOnce))
            step.Find(
                $"as designed, with a reader in between, POST .../process is acknowledged and then not seen for {Seconds(designed.Max())} s, in {designed.Count(one => one > AtOnce)} of {designed.Count} trials",
                $"it is as long as REDIS_TTL: here {HiddenChange.Ttl.TotalSeconds:0} s, by default 5 min",
                "tell the cache after COMMIT, and refuse fills that were read before",
                FindingKind.Before,
                Effect.Stale
            );
    }

    private static async Task JobsAsync(PlatformInRun platform, Step step, StringBuilder table)
    {
        foreach (var design in platform.Cached)
            await platform.Stores.Database(design).ForgetJobsAsync(step.Ct);
        var jobs = await Task.WhenAll(
            platform.Cached.Select(design =>
                EndedJobs.WatchAsync(platform, design, JobTrials, step.Ct)
            )
        );
        foreach (var (design, (ready, failed)) in platform.Cached.Zip(jobs))
        {
            Distribution(step, table, design, "READY", [.. ready.Select(one => one.Api)]);
            Distribution(
                step,
                table,
                design,
                "READY, at the edge",
                [.. ready.Select(one => one.Edge!.Value)]
            );
            Distribution(step, table, design, "FAILED", [.. failed.Select(one => one.Api)]);
        }
        var (made, broken) = jobs[^1];
        foreach (
            var (what, seen) in new[]
            {
                ("READY", made.Max(one => one.Api)),
                ("FAILED", broken.Max(one => one.Api)),
            }
        )
            step.Expect(
                $"{PlatformInRun.Cured}: longest until {what} is seen in every process",
                seen,
                Is.LessThanOrEqualTo(ByTheRelay),
                "the worker tells Redis after its COMMIT, at once; if it could not, the relay does after a second, within another, and Redis has half a second to answer",
                CdnOutcomes.Fresh
            );
        step.Expect(
            $"{PlatformInRun.Cured}: longest until a READY video is seen at the edge",
            made.Max(one => one.Edge!.Value),
            Is.LessThanOrEqualTo(PastMissing),
            "the playlist is stored before READY is committed; who asked too early has the edge keep a 404 for 1 s, which nginx rounds up to 2 s; a second more is for a busy machine"
        );
    }

    private static void Count(
        Step step,
        StringBuilder table,
        string design,
        IReadOnlyList<TimeSpan> unseen
    )
    {
        Distribution(step, table, design, "PROCESSING", unseen);
        step.Measure(
            new(
                $"{design}: acknowledged changes that are not seen",
                unseen.Count(one => one > AtOnce),
                "",
                unseen.Count
            )
            {
                Id = CdnFigures.NotSeen,
                Subject = design,
            }
        );
    }

    private static void Distribution(
        Step step,
        StringBuilder table,
        string design,
        string change,
        IReadOnlyList<TimeSpan> spans
    )
    {
        for (var i = 0; i < spans.Count; i++)
            table.Append(
                CultureInfo.InvariantCulture,
                $"{design},{change},{i + 1},{spans[i].TotalMilliseconds:0.0}\n"
            );
        var all = Quantiles.Of(spans);
        step.Saw(
            $"{design}: {change} is seen everywhere after {Milliseconds(all.P50)} ms (p50), {Milliseconds(all.P99)} ms (p99), {Milliseconds(all.Max)} ms (max) in {spans.Count} trials"
        );
        step.Measure(
            new(
                $"{design}: {change} is seen everywhere after, p50",
                all.P50.TotalMilliseconds,
                "ms",
                spans.Count,
                Details: new Dictionary<string, double>
                {
                    ["p99"] = all.P99.TotalMilliseconds,
                    ["max"] = all.Max.TotalMilliseconds,
                }
            )
            {
                Id = change == "READY" ? CdnFigures.ReadyAfter : null,
                Subject = design,
            }
        );
    }

    private static string Milliseconds(TimeSpan span) =>
        span.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) =>
        span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
