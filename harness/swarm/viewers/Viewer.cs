using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Swarm.Loop;
using Verify.Swarm.Tally;

namespace Verify.Swarm.Viewers;

/// <summary>One viewer: joins, picks its variant, and watches until it leaves or nobody looks any more.</summary>
internal sealed class Viewer(SwarmRun run)
{
    private readonly Pause pause = new(run.Loop);
    private ViewerConnections? connections;
    private Rendition[] renditions = [];
    private Instant due;
    private int waitingToJoin;
    private bool hasLeft;

    /// <summary>Watches a stall that has not ended yet.</summary>
    public bool IsStalled(Instant now)
    {
        // All viewers are asked several times a second: a loop allocates nothing.
        foreach (var rendition in renditions)
            if (rendition.IsDry(now))
                return true;
        return false;
    }

    /// <param name="due">When this viewer starts.</param>
    public async Task WatchAsync(Instant due)
    {
        await pause.UntilAsync(this.due = due);
        run.Tally.Started++;
        connections = new(run);
        var loader = new PlaylistLoader(run, connections);
        var address = run.Playlists.At(run.Entry);
        var (listing, at) = await loader.JoinAsync(address, due, pause);
        switch (listing?.Playlist)
        {
            case MediaPlaylist:
                renditions = [new(run, this, connections, loader, [address])];
                await renditions[0].FollowAsync(listing, at);
                break;
            case MultivariantPlaylist multivariant:
                await FollowAsync(multivariant);
                break;
        }
        if (!hasLeft)
            Leave(Instant.Now);
    }

    /// <summary>One of its renditions has got its first segment; it has joined when all have.</summary>
    public void Joined(Instant now)
    {
        if (--waitingToJoin > 0)
            return;
        run.Tally.Joined++;
        run.Tally.Join.Record(now - due);
    }

    /// <summary>It looks no longer: a stall that lasts counts as far as it got.</summary>
    public void Leave(Instant now)
    {
        if (hasLeft || connections is null)
            return;
        hasLeft = true;
        run.Tally.Left++;
        run.Tally.Unanswered += connections.Waiting;
        connections.Close();
        var stalls = 0;
        foreach (var rendition in renditions)
            stalls += rendition.End(now);
        run.Tally.StalledViewers += stalls > 0 ? 1 : 0;
        if (renditions.Length > 0 && Array.TrueForAll(renditions, one => one.PlayedToEnd))
            run.Tally.PlayedToEnd++;
    }

    private async Task FollowAsync(MultivariantPlaylist playlist)
    {
        if (playlist.Variants.Count == 0)
            run.Tally.Failed("no variant");
        renditions = [.. Choices(playlist)];
        waitingToJoin = renditions.Length;
        await Task.WhenAll(renditions.Select(one => one.JoinAsync()));
    }

    private IEnumerable<Rendition> Choices(MultivariantPlaylist playlist)
    {
        var variants = playlist.Variants;
        if (run.Plan.Variant == VariantChoice.Adaptive)
        {
            var known = variants.Where(one => Address(one) is not null).ToArray();
            if (known.Length > 0)
                yield return new(
                    run,
                    this,
                    connections!,
                    new(run, connections!),
                    [.. known.Select(one => Address(one)!)],
                    known
                );
            yield break;
        }
        var chosen = run.Plan.Variant switch
        {
            VariantChoice.All => variants,
            VariantChoice.Highest => variants.OrderByDescending(one => one.Bandwidth).Take(1),
            _ => variants.Take(1),
        };
        foreach (var variant in chosen)
            if (Address(variant) is { } address)
                yield return new(run, this, connections!, new(run, connections!), [address]);
            else
                run.Tally.Failed("a variant that is no URL of this server");
    }

    private PlaylistAddress? Address(Variant variant) =>
        Links.From(run.Entry, variant.Uri, out _) is { } url ? run.Playlists.At(url) : null;
}
