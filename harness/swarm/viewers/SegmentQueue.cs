using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Swarm.Loop;
using Verify.Swarm.Tally;

namespace Verify.Swarm.Viewers;

/// <summary>The segments that a viewer has still to fetch, and since when each is due.</summary>
internal sealed class SegmentQueue(SwarmTally tally)
{
    private readonly Turn<bool> listed = new();

    // The segments before Until, as far as no earlier entry has them, are due since then.
    private readonly Queue<(long Until, Instant Since)> dues = new();
    private Listing? latest;
    private Instant newestAt;
    private long next = -1;
    private long known = -1;
    private long together;

    public bool HasEnded => latest?.Media?.Ended == true;

    /// <summary>Nothing more will be listed: the presentation has ended, or its playlist was given up.</summary>
    public bool IsClosed { get; private set; }

    /// <returns>Whether this version differs from the last one.</returns>
    public bool Take(Listing listing, Instant now)
    {
        var media = listing.Media!;
        var changed = latest is null || !listing.LooksLike(latest);
        if (latest?.Media is { } before && media.NextSequence < before.NextSequence)
            tally.Regressions++;
        latest = listing;
        if (next < 0)
        {
            next = LiveEdge.Start(media);
            // What is listed at the start is fetched one after the other; later each is due once it is listed.
            together = media.NextSequence;
        }
        if (media.NextSequence > known)
        {
            (known, newestAt) = (media.NextSequence, now);
            dues.Enqueue((known, now));
        }
        IsClosed |= media.Ended;
        listed.Complete(true);
        return changed;
    }

    /// <summary>Another variant of the same presentation, whose numbers need not be those of the last one.</summary>
    public void Switch(MediaPlaylist to)
    {
        latest = null;
        if (next >= to.Sequence && next <= to.NextSequence)
            return;
        (next, known) = (LiveEdge.Start(to), -1);
        dues.Clear();
    }

    /// <summary>Waits for a version that has not been looked at.</summary>
    public ValueTask<bool> NewsAsync()
    {
        listed.Begin();
        return listed.Task;
    }

    public void Close()
    {
        IsClosed = true;
        listed.Complete(true);
    }

    /// <param name="previous">When the segment before had come.</param>
    /// <returns>Null where none is listed that was not fetched.</returns>
    public ListedSegment? Next(Instant previous, out Instant due)
    {
        due = default;
        if (latest?.Media is not { } media)
            return null;
        if (media.Sequence > next)
        {
            tally.Expired += media.Sequence - next;
            next = media.Sequence;
        }
        var index = next - media.Sequence - (media.Skip?.Segments ?? 0);
        if (index < 0 || index >= latest.Segments.Count)
            return null;
        while (dues.Count > 1 && dues.Peek().Until <= next)
            dues.Dequeue();
        due = dues.Peek().Since;
        if (next < together && previous > due)
            due = previous;
        return latest.Segments[(int)index];
    }

    public void Done() => next++;

    /// <summary>How far behind the newest media a viewer plays that has just got its next segment, and so much left.</summary>
    public TimeSpan Behind(TimeSpan left, Instant now)
    {
        var unfetched = TimeSpan.Zero;
        for (var i = latest!.Segments.Count - 1; i >= 0; i--)
        {
            if (latest.Segments[i].Sequence <= next)
                break;
            unfetched += latest.Segments[i].Duration;
        }
        return left + unfetched + (now - newestAt);
    }
}
