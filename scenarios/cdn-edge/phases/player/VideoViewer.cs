using Verify.Fixtures.Browser;
using Verify.Fixtures.Player;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases.Player;

/// <summary>hls.js in Chromium, in an edge's network, on a page of another origin: as a site has it whose videos come from a CDN.</summary>
internal sealed class VideoViewer : IAsyncDisposable
{
    // The site's own origin. The page is put there by the browser's driver: no server of that name is asked.
    private static readonly Uri Site = new("http://site.example/");

    // As often as a person would notice; each look goes into the page.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // Far beyond what is claimed: who has come to nothing by then is judged as that.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Chromium chromium;
    private readonly HlsPlayer player;

    private VideoViewer(Chromium chromium, HlsPlayer player) =>
        (this.chromium, this.player) = (chromium, player);

    /// <summary>What it asked for anywhere else.</summary>
    public IReadOnlyList<string> Strays => player.Strays;

    public static async Task<VideoViewer> StartAsync(
        EdgeInRun edge,
        string folder,
        string script,
        CancellationToken ct
    )
    {
        var chromium = await Chromium.StartAsync(folder, edge.Nginx.Compartment, ct, edge.Endpoint);
        try
        {
            return new(
                chromium,
                await HlsPlayer.OpenAsync(chromium, edge.Endpoint.Address, script, ct, Site)
            );
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays, and waits for the first picture.</summary>
    public async Task<PlayerSeen> PlayAsync(Uri master, string name, CancellationToken ct)
    {
        await player.PlayAsync(master, name, ct);
        return await UntilAsync(seen => seen.HasPlayed, ct);
    }

    /// <summary>Goes to another place, and waits for a picture of it.</summary>
    /// <returns>How long that took; the longest that is waited for where there is none.</returns>
    public async Task<TimeSpan> SeekAsync(TimeSpan to, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        await player.SeekAsync(to, ct);
        // The picture that is shown at a moment may have begun a frame before it.
        await UntilAsync(seen => seen.MediaTime >= to.TotalSeconds - Frame.TotalSeconds, ct);
        return TimeProvider.System.GetElapsedTime(began);
    }

    public Task<PlayerSeen> ToTheEndAsync(CancellationToken ct) =>
        UntilAsync(seen => seen.Ended, ct);

    public Task<byte[]> PictureAsync(CancellationToken ct) => player.PictureAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await player.DisposeAsync();
        await chromium.DisposeAsync();
    }

    // 25 a second, as FFmpeg's test picture has them.
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(40);

    // Until it is so, or hls.js has given up, or nobody would wait any longer.
    private async Task<PlayerSeen> UntilAsync(Func<PlayerSeen, bool> isSo, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await player.SeeAsync(ct);
            if (
                isSo(seen)
                || seen.Fatal is not null
                || TimeProvider.System.GetElapsedTime(began) > Patience
            )
                return seen;
            await Task.Delay(BetweenLooks, ct);
        }
    }
}
