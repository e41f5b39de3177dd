using System.Threading.Channels;
using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>
/// Follows one media playlist. Reloading and fetching go on side by side, each on its own connection: a slow segment
/// does not keep the playlist from being due.
/// </summary>
internal sealed class Rendition(
    SwarmPlan plan,
    Endpoint endpoint,
    SwarmTally tally,
    Uri url,
    Instant joined
)
{
    private readonly Channel<DueSegment> due = Channel.CreateUnbounded<DueSegment>(
        new() { SingleReader = true, SingleWriter = true }
    );
    private long? next;
    private (long Sequence, int Count, bool Ended) _last;

    public async Task FollowAsync(
        PlaylistLoader loader,
        Playlist first,
        Instant due,
        CancellationToken over
    )
    {
        await using var fetcher = new KeptConnectionFetcher(endpoint, plan.Timeout, tally);
        var segments = new SegmentLoader(plan, fetcher, tally, joined);
        var fetching = segments.FetchAsync(this.due.Reader, () => _last.Ended, over);
        try
        {
            await ReloadAsync(loader, first, due, over);
        }
        finally
        {
            this.due.Writer.TryComplete();
            await fetching;
        }
    }

    private async Task ReloadAsync(
        PlaylistLoader loader,
        Playlist? playlist,
        Instant due,
        CancellationToken over
    )
    {
        // Replaced by the playlist's own before it is ever waited for.
        var target = TimeSpan.Zero;
        while (true)
        {
            var changed = false;
            if (playlist is MediaPlaylist media)
            {
                target = media.TargetDuration;
                changed = Take(media);
                if (media.Ended)
                    return;
            }
            else if (playlist is not null)
            {
                tally.Failed("a multivariant playlist in place of a media playlist");
            }
            // RFC 8216 section 6.3.4: a target duration from when the last load began, half of one if unchanged.
            due += Longer(changed ? target : target / 2);
            await Pace.UntilAsync(due, tally, over);
            playlist = await loader.LoadAsync(url, due, over);
            if (loader.GaveUp)
                return;
        }
    }

    // A target duration of zero must not become a reload without pause.
    private static TimeSpan Longer(TimeSpan wait) =>
        wait < TimeSpan.FromMilliseconds(100) ? TimeSpan.FromMilliseconds(100) : wait;

    /// <returns>Whether the playlist changed since it was last seen.</returns>
    private bool Take(MediaPlaylist playlist)
    {
        var read = Instant.Now;
        tally.Stream.Saw(url, playlist, read);
        var seen = (playlist.Sequence, playlist.Segments.Count, playlist.Ended);
        var changed = next is null || seen != _last;
        if (next is not null && playlist.NextSequence < _last.Sequence + _last.Count)
            tally.Regressed();
        _last = seen;
        var joining = next is null;
        next ??= LiveEdge.Start(playlist);
        if (playlist.Sequence > next)
        {
            tally.Expired(playlist.Sequence - next.Value);
            next = playlist.Sequence;
        }
        foreach (var segment in playlist.Segments)
        {
            if (segment.Sequence < next)
                continue;
            // What is listed at the start is fetched one after the other; later each is due once it is listed.
            var after = joining && segment.Sequence > next;
            if (Links.From(url, segment.Uri, tally) is { } link)
                this.due.Writer.TryWrite(new(segment, link, read, after));
        }
        next = Math.Max(next.Value, playlist.NextSequence);
        if (playlist.Ended)
            this.due.Writer.TryComplete();
        return changed;
    }
}

/// <param name="AfterPrevious">It is due when the one before it has come, not sooner.</param>
internal sealed record DueSegment(MediaSegment Segment, Uri Url, Instant Due, bool AfterPrevious);
