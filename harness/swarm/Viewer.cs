using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>One viewer: joins, picks its variant, and watches until it leaves or time is up.</summary>
internal sealed class Viewer(SwarmPlan plan, Endpoint endpoint, SwarmTally tally)
{
    // Before a playlist was read there is no target duration to wait for.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    /// <param name="due">When this viewer starts.</param>
    /// <param name="over">Time is up: an ordinary end.</param>
    public async Task WatchAsync(Instant due, CancellationToken over)
    {
        try
        {
            await Pace.UntilAsync(due, tally, over);
            tally.Started();
            await using var fetcher = new KeptConnectionFetcher(endpoint, plan.Timeout, tally);
            var loader = new PlaylistLoader(plan, fetcher, tally);
            var url = new Uri(endpoint.Address, plan.Target);
            var (playlist, loadedDue) = await JoinAsync(loader, url, due, over);
            switch (playlist)
            {
                case MediaPlaylist:
                    await new Rendition(plan, endpoint, tally, url, due).FollowAsync(
                        loader,
                        playlist,
                        loadedDue,
                        over
                    );
                    break;
                case MultivariantPlaylist multivariant:
                    await Task.WhenAll(
                        Choose(multivariant)
                            .Select(variant => Links.From(url, variant.Uri, tally))
                            .OfType<Uri>()
                            .Select(link => FollowAsync(link, due, over))
                    );
                    break;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Time is up; what was seen is in the tally.
        }
    }

    private async Task FollowAsync(Uri url, Instant joined, CancellationToken over)
    {
        await using var fetcher = new KeptConnectionFetcher(endpoint, plan.Timeout, tally);
        var loader = new PlaylistLoader(plan, fetcher, tally);
        var (playlist, due) = await JoinAsync(loader, url, Instant.Now, over);
        if (playlist is not null)
            await new Rendition(plan, endpoint, tally, url, joined).FollowAsync(
                loader,
                playlist,
                due,
                over
            );
    }

    /// <returns>The first playlist and when it was due; null after too many failures.</returns>
    private async Task<(Playlist?, Instant)> JoinAsync(
        PlaylistLoader loader,
        Uri url,
        Instant due,
        CancellationToken over
    )
    {
        while (true)
        {
            if (await loader.LoadAsync(url, due, over) is { } playlist)
                return (playlist, due);
            if (loader.GaveUp)
                return (null, due);
            due += FirstRetry;
            await Pace.UntilAsync(due, tally, over);
        }
    }

    private IEnumerable<Variant> Choose(MultivariantPlaylist playlist)
    {
        if (playlist.Variants.Count == 0)
            tally.Failed("no variant");
        return plan.Variant switch
        {
            VariantChoice.All => playlist.Variants,
            VariantChoice.Highest => playlist
                .Variants.OrderByDescending(variant => variant.Bandwidth)
                .Take(1),
            _ => playlist.Variants.Take(1),
        };
    }
}
