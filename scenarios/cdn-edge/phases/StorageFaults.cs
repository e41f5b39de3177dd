using System.Globalization;
using NUnit.Framework;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.12: S3 is away, silent, or cut off in the middle of a segment, and viewers go on asking.</summary>
internal static class StorageFaults
{
    public const string Command =
        "systemctl stop ceph-radosgw.target; curl -sD- http://127.0.0.1:8081/hls/$ID/master.m3u8";

    private const int Requests = 10;
    private const int AtOnce = 5;

    // More than buffers on the way would hide, and enough to see that it is a part.
    private const int SegmentBytes = 1_000_000;
    private const long CutAfter = 200_000;

    // nginx counts in whole seconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    // The cured edge: proxy_connect_timeout 2s, proxy_read_timeout 5s, and a second for a busy machine.
    private static readonly TimeSpan CuredAtMost = TimeSpan.FromSeconds(8);

    // As designed nobody is answered for 60 s: a viewer who waits longer than the cured edge does (5 s) sees it.
    private static readonly TimeSpan DesignedPatience = TimeSpan.FromSeconds(6);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        foreach (
            var seen in await Task.WhenAll(
                platform.Cached.Select(design => OfAsync(platform, design, step))
            )
        )
            Judge(step, seen);
    }

    private static void Judge(Step step, Seen seen)
    {
        var isCured = seen.Design == PlatformInRun.Cured;
        step.Saw(
            $"{seen.Design}: away: {string.Join(", ", seen.Away.Select(one => $"{one.Status} {one.State}").Distinct())}; silent: {string.Join(", ", seen.Silent.Select(one => one.Status).Distinct())}; cut: {seen.Cut.Status}"
        );
        step.Expect(
            $"{seen.Design}, S3 away: a segment that is cached",
            seen.Segment.Status,
            Is.EqualTo("200"),
            "a hit needs no storage"
        );
        step.Expect(
            $"{seen.Design}, S3 cut off in the middle of a segment: the viewer can tell",
            seen.Cut.Answer is null,
            Is.True,
            "the answer ends before its Content-Length"
        );
        step.Expect(
            $"{seen.Design}, after S3 was cut off in a segment: the next viewer is given the whole",
            seen.IsWholeAfterCut,
            Is.True,
            "what came in part is never kept",
            isCured ? CdnOutcomes.StorageAway : null
        );
        step.Expect(
            $"{seen.Design}, after S3 was away: the first request for a cold object",
            seen.Back.Status,
            Is.EqualTo("200"),
            "one storage is never left out, and no error is kept: recovery takes no time"
        );
        if (isCured)
            JudgeCured(step, seen);
        else
            JudgeDesigned(step, seen);
    }

    private static void JudgeCured(Step step, Seen seen)
    {
        step.Expect(
            "cured, S3 away: an expired playlist, answers that are not the playlist",
            seen.Away.Count(one => !one.IsWhole(seen.Playlist)),
            Is.Zero,
            "proxy_cache_use_stale error: what has expired is better than nothing",
            CdnOutcomes.StorageAway
        );
        step.Expect(
            "cured, S3 silent: an expired playlist asked for at once, answers that are not the playlist",
            seen.Silent.Count(one => !one.IsWhole(seen.Playlist)),
            Is.Zero,
            "proxy_cache_use_stale updating timeout",
            CdnOutcomes.StorageAway
        );
        step.Expect(
            "cured, S3 silent: viewers who wait for it",
            seen.Silent.Count(one => one.State is not ("UPDATING" or "HIT")),
            Is.LessThanOrEqualTo(1),
            "one asks, and the others are given what there is"
        );
        step.Expect(
            "cured, S3 silent: a cold object, status",
            seen.SilentCold.Status,
            Is.EqualTo("504"),
            "there is nothing to give"
        );
        step.Expect(
            "cured, S3 silent: the longest answer",
            seen.LongestSilent,
            Is.LessThanOrEqualTo(CuredAtMost),
            "2 s to connect, 5 s to read, a second for a busy machine",
            CdnOutcomes.StorageAway
        );
        step.Measure(
            new(
                "cured: longest answer while S3 is silent",
                seen.LongestSilent.TotalSeconds,
                "s",
                AtOnce + 1
            )
        );
    }

    private static void JudgeDesigned(Step step, Seen seen)
    {
        var refused = seen.Away.Count(one => one.Status == "502");
        step.Expect(
            "as-designed, S3 away: an expired playlist, answers with 502",
            refused,
            Is.EqualTo(Requests),
            "by reading: nothing allows it to use what has expired"
        );
        var without = seen.Silent.Append(seen.SilentCold).Count(one => one.Answer is null);
        step.Expect(
            "as-designed, S3 silent: viewers without an answer",
            without,
            Is.EqualTo(AtOnce + 1),
            $"by reading: proxy_read_timeout is 60 s by default, and a viewer has gone after {DesignedPatience.TotalSeconds:0} s"
        );
        step.Find(
            string.Create(
                CultureInfo.InvariantCulture,
                $"as designed, while S3 is away an expired playlist is answered 502 ({refused} of {Requests}) though it is in the cache; while S3 is silent {without} of {AtOnce + 1} viewers have no answer after {DesignedPatience.TotalSeconds:0} s"
            ),
            "an outage of S3 is an outage for all viewers an hour later at the latest, with segments of a week in the cache",
            "proxy_cache_use_stale updating error timeout http_5xx; proxy_connect_timeout and proxy_read_timeout of seconds",
            FindingKind.Before,
            Effect.Error
        );
    }

    private static async Task<Seen> OfAsync(PlatformInRun platform, string design, Step step)
    {
        var (edge, ct) = (platform.Edge(design), step.Ct);
        var patience = design == PlatformInRun.Cured ? CuredAtMost : DesignedPatience;
        var playlist = await StoredObject
            .Playlist(StoredObject.NewPlaylistKey(), design)
            .PutAsync(platform, design, ct);
        var segment = await StoredObject.Segment(SegmentBytes).PutAsync(platform, design, ct);
        var (colds, cut) = (
            new[]
            {
                await StoredObject
                    .Playlist(StoredObject.NewPlaylistKey(), design)
                    .PutAsync(platform, design, ct),
                await StoredObject
                    .Playlist(StoredObject.NewPlaylistKey(), design)
                    .PutAsync(platform, design, ct),
            },
            await StoredObject.Segment(SegmentBytes).PutAsync(platform, design, ct)
        );
        Task<CrowdAnswer> GetAsync(StoredObject one) =>
            Crowd.OneAsync(edge.Endpoint, HttpAsk.Get(one.Path), ct, patience);
        await GetAsync(playlist);
        try
        {
            await Task.Delay(edge.Settings.PlaylistValid + Rounding, ct);
            await GetAsync(segment);
            edge.Storage.Fault = Fault.Refuse;
            var away = new List<CrowdAnswer>();
            while (away.Count < Requests)
                away.Add(await GetAsync(playlist));
            var held = await GetAsync(segment);
            edge.Storage.Fault = Fault.None;
            var back = await GetAsync(colds[0]);
            edge.Storage.Fault = Fault.Blackhole;
            var silentCold = GetAsync(colds[1]);
            var silent = await Crowd.AskAsync(
                edge.Endpoint,
                HttpAsk.Get(playlist.Path),
                AtOnce,
                ct,
                patience
            );
            await silentCold;
            edge.Storage.Fault = Fault.Cut(CutAfter);
            var cutOff = await GetAsync(cut);
            edge.Storage.Fault = Fault.None;
            return new(
                design,
                playlist,
                away,
                held,
                back,
                silent,
                await silentCold,
                cutOff,
                (await GetAsync(cut)).IsWhole(cut)
            );
        }
        finally
        {
            edge.Storage.Fault = Fault.None;
        }
    }

    /// <param name="Away">Of an expired playlist, one after the other.</param>
    /// <param name="Silent">Of an expired playlist, at once.</param>
    private sealed record Seen(
        string Design,
        StoredObject Playlist,
        IReadOnlyList<CrowdAnswer> Away,
        CrowdAnswer Segment,
        CrowdAnswer Back,
        IReadOnlyList<CrowdAnswer> Silent,
        CrowdAnswer SilentCold,
        CrowdAnswer Cut,
        bool IsWholeAfterCut
    )
    {
        // Who has given up has waited for all of the patience.
        public TimeSpan LongestSilent =>
            Silent.Append(SilentCold).Max(one => one.Answer?.RoundTrip ?? Crowd.Patience);
    }
}
