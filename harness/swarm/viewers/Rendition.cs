using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Swarm.Exchange;
using Verify.Swarm.Loop;

namespace Verify.Swarm.Viewers;

/// <summary>
/// Follows one rendition. Reloading and fetching go on side by side: a slow segment does not keep the playlist from
/// being due.
/// </summary>
/// <param name="addresses">Its media playlist; of an adaptive viewer those of all variants.</param>
internal sealed class Rendition(
    SwarmRun run,
    Viewer viewer,
    ViewerConnections connections,
    PlaylistLoader loader,
    PlaylistAddress[] addresses,
    IReadOnlyList<Variant>? variants = null
)
{
    // A target duration of zero must not become a reload without pause.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    private readonly Pause pause = new(run.Loop);
    private readonly SegmentQueue queue = new(run.Tally);
    private readonly Throughput throughput = new();
    private SegmentLoader? segments;
    private TimeSpan target;
    private int current;
    private bool isSwitched;
    private (Instant Due, Instant Sent)? pending;

    public bool PlayedToEnd => segments?.PlayedToEnd == true;

    public bool IsDry(Instant now) => segments?.IsDry(now) == true;

    public async Task JoinAsync()
    {
        var (listing, due) = await loader.JoinAsync(addresses[0], Instant.Now, pause);
        if (listing is not null)
            await FollowAsync(listing, due);
    }

    public async Task FollowAsync(Listing first, Instant due)
    {
        addresses[current].Follow(Instant.Now);
        segments = new(run, viewer, connections, queue, throughput);
        var fetching = segments.FetchAsync();
        await ReloadAsync(first, due);
        queue.Close();
        await fetching;
    }

    /// <returns>How often it stalled.</returns>
    public int End(Instant now)
    {
        if (segments is null)
            return 0;
        addresses[current].Leave(now);
        if (pending is { } open)
            run.Tally.PlaylistLatencies.Unanswered(now - open.Due, now - open.Sent);
        return segments.End(now);
    }

    private async Task ReloadAsync(Listing? listing, Instant due)
    {
        while (true)
        {
            due = listing is null ? Instant.Now + loader.NextWait : Next(listing, due);
            if (queue.IsClosed)
                return;
            await pause.UntilAsync(due);
            var address = Choose();
            pending = (due, Instant.Now);
            var answer = await connections.GetAsync(address.Request, BodyUse.Keep);
            if (answer.IsRedirect)
                answer = await connections.FollowAsync(address.Request, answer, BodyUse.Keep);
            pending = null;
            listing = loader.Read(address, answer, due);
            if (loader.GaveUp)
                return;
        }
    }

    // RFC 8216 section 6.3.4: a target duration from when the last load was due, half of one if it brought nothing new.
    private Instant Next(Listing listing, Instant due)
    {
        var now = Instant.Now;
        var changed = false;
        if (listing.Media is { } media)
        {
            target = media.TargetDuration;
            if (isSwitched)
                queue.Switch(media);
            isSwitched = false;
            changed = queue.Take(listing, now);
        }
        else
            run.Tally.Failed("a multivariant playlist in place of a media playlist");
        var wait = changed ? target : target / 2;
        if (wait < ShortestWait)
            wait = ShortestWait;
        due += wait;
        // Those that fell due while the last one was unanswered would all have come with it: a viewer sends the last alone.
        for (; due + wait <= now; due += wait)
        {
            run.Tally.PlaylistLatencies.Corrected.Record(now - due);
            run.Tally.Overdue++;
        }
        return due;
    }

    private PlaylistAddress Choose()
    {
        if (variants is null)
            return addresses[0];
        var choice = throughput.Choose(variants);
        if (choice != current)
        {
            var now = Instant.Now;
            addresses[current].Leave(now);
            addresses[current = choice].Follow(now);
            isSwitched = true;
            run.Tally.Switches++;
        }
        return addresses[current];
    }
}
