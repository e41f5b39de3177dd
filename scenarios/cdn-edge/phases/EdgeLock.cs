using System.Globalization;
using System.Text;
using NUnit.Framework;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.7: what those see who wait at the edge's lock, and who asks for what has just expired.</summary>
internal static class EdgeLock
{
    public const string Command =
        "seq 20 | xargs -P 20 -I_ curl -s -o /dev/null -w '%{time_total}\\n' http://127.0.0.1:8081/hls/$ID/new.m3u8";

    private const int Waiting = 20;
    private const int AtExpiry = 50;

    // What S3 takes nearby.
    private static readonly TimeSpan NearStorage = TimeSpan.FromMilliseconds(50);

    // All of them have asked before the first can be given something new.
    private static readonly TimeSpan FarStorage = TimeSpan.FromMilliseconds(500);

    // ngx_http_file_cache.c: whoever waits for the lock looks again after 500 ms; timers are exact to some milliseconds.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(20);

    // nginx counts in whole seconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var seen = await Task.WhenAll(
            platform.Cached.Select(design => OfAsync(platform, design, step.Ct))
        );
        var csv = new StringBuilder("edge,situation,state,ms\n");
        foreach (var one in seen)
        {
            foreach (var (situation, answers) in one.All)
            foreach (var answer in answers)
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{one.Design},{situation},{answer.State},{answer.Answer?.RoundTrip.TotalMilliseconds:0.0}\n"
                );
            JudgeWaiting(step, one);
            JudgeExpiry(step, one);
        }
        step.Keep("edge-lock.csv", csv.ToString(), "text/csv");
        step.Note(
            "proxy_cache_lock_timeout (5 s by default)",
            "whoever has waited so long is passed on, and that answer is not cached: with a storage that takes longer all viewers reach it"
        );
    }

    private static void JudgeWaiting(Step step, Seen seen)
    {
        var waited = seen
            .Cold.Where(one => one.State == "HIT")
            .Select(one => one.Answer!.RoundTrip)
            .Order()
            .ToArray();
        step.Expect(
            $"{seen.Design}, a cold object: viewers who waited for another's fill",
            waited.Length,
            Is.EqualTo(Waiting - 1),
            "one fills the cache"
        );
        if (waited.Length == 0)
            return;
        var median = waited[waited.Length / 2];
        step.Measure(
            new(
                $"{seen.Design}: waiting for a cold object, storage at {NearStorage.TotalMilliseconds:0} ms, p50",
                median.TotalMilliseconds,
                "ms",
                waited.Length,
                Details: new Dictionary<string, double>
                {
                    ["min"] = waited[0].TotalMilliseconds,
                    ["max"] = waited[^1].TotalMilliseconds,
                }
            )
        );
        step.Expect(
            $"{seen.Design}, a cold object, storage at {NearStorage.TotalMilliseconds:0} ms: half of the viewers wait",
            median,
            Is.GreaterThanOrEqualTo(LookAgain - TimerSlack),
            "nginx looks at its lock again after 500 ms and not when it is free: a lower bound, whatever the machine does"
        );
        if (seen.Design == PlatformInRun.Cured && median >= LookAgain - TimerSlack)
            step.Find(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a storage that answers in {NearStorage.TotalMilliseconds:0} ms makes viewers of a cold object wait {median.TotalMilliseconds:0} ms at either edge"
                ),
                "proxy_cache_lock is looked at in steps of 500 ms (ngx_http_file_cache.c): a viewer at the live edge of a popular video waits ten times as long as the storage takes",
                "none by configuration: it is the price of one request at S3. Objects that are asked for before they expire do not pay it; nor do segments that are asked for once before they are announced",
                FindingKind.Unsolved,
                Effect.Slow
            );
    }

    private static void JudgeExpiry(Step step, Seen seen)
    {
        var fromStorage = seen.Expired.Count(one => one.State is "EXPIRED" or "MISS");
        step.Saw($"{seen.Design}: {AtExpiry} viewers at expiry, {seen.Refreshes} requests at S3");
        step.Expect(
            $"{seen.Design}, {AtExpiry} viewers of an expired object: without all of it",
            seen.Expired.Count(one => !one.IsWhole(seen.Object)),
            Is.Zero
        );
        if (seen.Design == PlatformInRun.Cured)
        {
            step.Expect(
                $"{seen.Design}, {AtExpiry} viewers of an expired object: requests at S3",
                seen.Refreshes,
                Is.EqualTo(1),
                "proxy_cache_use_stale updating: one refreshes it",
                CdnOutcomes.EdgeStampede
            );
            step.Expect(
                $"{seen.Design}, {AtExpiry} viewers of an expired object: who waited for the storage",
                fromStorage,
                Is.LessThanOrEqualTo(1),
                "the others are given what there is (UPDATING) at once"
            );
            return;
        }
        step.Expect(
            $"{seen.Design}, {AtExpiry} viewers of an expired object: requests at S3",
            seen.Refreshes,
            Is.GreaterThan(1),
            "by reading: proxy_cache_lock is for what is not in the cache at all; what has expired is refetched by everybody who asks before the first answer, on a machine that keeps up by all"
        );
        step.Find(
            $"as designed, when an object expires, all who ask before S3 has answered reach S3: {seen.Refreshes} of {AtExpiry} viewers",
            "the lock protects a cold object only: each popular playlist is a stampede at S3 every hour, and everybody waits",
            "proxy_cache_use_stale updating",
            FindingKind.Before,
            Effect.Slow
        );
    }

    private static async Task<Seen> OfAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var edge = platform.Edge(design);
        var one = await StoredObject
            .Playlist(StoredObject.NewPlaylistKey(), design)
            .PutAsync(platform, design, ct);
        try
        {
            edge.Storage.Fault = Fault.Slow(NearStorage);
            var cold = await Crowd.AskAsync(edge.Endpoint, HttpAsk.Get(one.Path), Waiting, ct);
            var before = (await one.AskedAsync(platform, design, ct)).Count;
            await Task.Delay(edge.Settings.PlaylistValid + Rounding, ct);
            edge.Storage.Fault = Fault.Slow(FarStorage);
            var expired = await Crowd.AskAsync(edge.Endpoint, HttpAsk.Get(one.Path), AtExpiry, ct);
            // With proxy_cache_background_update nobody waits for the refresh; it is logged once S3 has answered.
            var after = (await one.AskedAsync(platform, design, ct)).Count;
            return new(design, one, cold, expired, after - before);
        }
        finally
        {
            edge.Storage.Fault = Fault.None;
        }
    }

    private sealed record Seen(
        string Design,
        StoredObject Object,
        IReadOnlyList<CrowdAnswer> Cold,
        IReadOnlyList<CrowdAnswer> Expired,
        int Refreshes
    )
    {
        public IEnumerable<(string Situation, IReadOnlyList<CrowdAnswer> Answers)> All =>
            [("cold", Cold), ("expired", Expired)];
    }
}
