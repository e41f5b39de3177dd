using System.Collections.Concurrent;
using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Instruments.Sampling;

namespace Verify.Instruments.Staleness;

/// <summary>Watches a live playlist as its clients do, where the files behind it cannot be seen.</summary>
public static class OutsideMeter
{
    // Often enough for a progress line to look alive.
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    public static async Task<OutsideView> WatchAsync(
        StalenessPlan plan,
        WatchedEndpoint watched,
        IProgress<StalenessProgress>? progress,
        CancellationToken ct
    )
    {
        var seen = new ConcurrentQueue<Look>();
        var start = Instant.Now;
        var end = start + plan.Duration;
        await using var sampler = new DitheredSampler(
            watched,
            plan.Sampling,
            sighting => seen.Enqueue(Look.Of(sighting))
        );
        var running = sampler.RunAsync(() => Instant.Now < end, ct);
        while (
            await Task.WhenAny(running, Task.Delay(ProgressEvery, CancellationToken.None))
            != running
        )
            progress?.Report(
                new(
                    Instant.Now - start,
                    plan.Duration,
                    seen.Count,
                    seen.Count(look => look.Error is not null)
                )
            );
        await running;
        return Judge([.. seen], Instant.Now);
    }

    private static OutsideView Judge(IReadOnlyList<Look> seen, Instant end)
    {
        var good = seen.Where(look => look.Playlist is not null)
            .OrderBy(look => look.Completed)
            .ToList();
        // The first sight of each live edge that is later than all before it.
        var firsts = new List<Look>();
        foreach (var look in good)
            if (firsts.Count == 0 || look.Edge > firsts[^1].Edge)
                firsts.Add(look);
        var moves = MediaSequenceMoves.Of([
            .. good.Select(look => (look.Sent, look.Completed, look.Playlist!.Sequence)),
        ]);
        return new(
            good.Count,
            good.DistinctBy(look => look.Edge).Count(),
            good.Count > 0 ? good[^1].Playlist!.TargetDuration : TimeSpan.Zero,
            Standstill(firsts, end),
            good.Select(look => OldAfterNew(look, firsts)).DefaultIfEmpty().Max(),
            moves.Regressions,
            moves.LargestStepBack,
            Quantiles.Of(good.Select(look => look.Completed - look.Sent)),
            seen.Where(look => look.Error is not null).CountBy(look => look.Error!).ToDictionary(),
            good.Count == 0 ? $"no answer was a media playlist ({seen.Count} asked)"
                : good.Any(look => look.Playlist!.Ended)
                    ? "the playlist has an EXT-X-ENDLIST: it is no live stream and cannot be stale"
                : null
        );
    }

    private static TimeSpan Standstill(IReadOnlyList<Look> firsts, Instant end) =>
        firsts
            .Skip(1)
            .Select(look => look.Completed)
            .Append(end)
            .Zip(firsts.Select(look => look.Completed), (later, earlier) => later - earlier)
            .DefaultIfEmpty()
            .Max();

    private static TimeSpan OldAfterNew(Look look, IReadOnlyList<Look> firsts)
    {
        var successor = firsts.FirstOrDefault(first => first.Edge > look.Edge);
        return successor is not null && look.Sent > successor.Completed
            ? look.Sent - successor.Completed
            : TimeSpan.Zero;
    }

    /// <summary>One answer; a playlist, or why there is none.</summary>
    private sealed record Look(
        Instant Sent,
        Instant Completed,
        MediaPlaylist? Playlist,
        string? Error
    )
    {
        /// <summary>The number after the last segment listed: it only grows, whatever the playlist's type.</summary>
        public long Edge => Playlist!.NextSequence;

        public static Look Of(Sighting seen)
        {
            if (seen.Answer is not { Status: 200 } answer)
                return new(
                    seen.Sent,
                    seen.Completed,
                    null,
                    seen.Fault ?? $"status {seen.Answer?.Status}"
                );
            try
            {
                var playlist =
                    Instruments.Playlists.Playlist.Parse(answer.Body.Span, PlaylistReading.Lenient)
                    as MediaPlaylist;
                return new(
                    seen.Sent,
                    seen.Completed,
                    playlist,
                    playlist is null ? "a multivariant playlist" : null
                );
            }
            catch (PlaylistError error)
            {
                return new(seen.Sent, seen.Completed, null, $"no playlist: {error.Message}");
            }
        }
    }
}
