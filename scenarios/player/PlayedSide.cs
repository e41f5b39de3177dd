using Verify.Fixtures.Browser;
using Verify.Fixtures.Player;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Player;

/// <summary>A viewer with a browser of its own, in the network of the server that it watches.</summary>
internal sealed class PlayedSide : IAsyncDisposable
{
    private readonly Chromium chromium;
    private readonly HlsPlayer player;
    private readonly List<PlayedSample> samples = [];

    private PlayedSide(OriginServer server, Chromium chromium, HlsPlayer player) =>
        (Server, this.chromium, this.player) = (server, chromium, player);

    public OriginServer Server { get; }

    public string Name => Server.Name;

    /// <summary>As it went, the last one being the end.</summary>
    public IReadOnlyList<PlayedSample> Samples => samples;

    public PlayerSeen Seen => samples[^1].Seen;

    /// <summary>How far behind what had been published it was in the end; null if it had not begun.</summary>
    public TimeSpan? Behind => samples[^1].Behind;

    /// <summary>The share of its playlist loads that listed nothing new, from 0 to 1.</summary>
    public double InVain => Seen.Reloads == 0 ? 0 : (double)Seen.Vain / Seen.Reloads;

    public IReadOnlyList<string> Strays => player.Strays;

    /// <summary>What it never got, with the browser's reason; null where it has got something to play.</summary>
    public string? Unreached => player.Unreached(Seen);

    /// <summary>The longest time between two looks at it: how long this machine keeps a page waiting.</summary>
    public TimeSpan LongestLook =>
        samples
            .Zip(samples.Skip(1), (one, next) => TimeSpan.FromSeconds(next.Seen.At - one.Seen.At))
            .DefaultIfEmpty()
            .Max();

    public static async Task<PlayedSide> StartAsync(
        OriginServer server,
        string folder,
        string script,
        CancellationToken ct
    )
    {
        var chromium = await Chromium.StartAsync(
            folder,
            server.Nginx.Compartment,
            ct,
            server.Endpoint
        );
        try
        {
            return new(
                server,
                chromium,
                await HlsPlayer.OpenAsync(chromium, server.Endpoint.Address, script, ct)
            );
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    public Task PlayAsync(string uri, CancellationToken ct) =>
        player.PlayAsync(new(Server.Endpoint.Address, uri), Name, ct);

    /// <summary>Whether a picture has been seen; no sample.</summary>
    public async Task<bool> HasPlayedAsync(CancellationToken ct) =>
        (await player.SeeAsync(ct)).HasPlayed;

    /// <param name="playlist">On disk: the truth.</param>
    public async Task SampleAsync(string playlist, CancellationToken ct)
    {
        var seen = await player.SeeAsync(ct);
        samples.Add(
            new(
                seen,
                seen.Sequence is { } sequence
                    ? await BehindLive.OfAsync(
                        playlist,
                        sequence,
                        TimeSpan.FromSeconds(seen.Into),
                        TimeProvider.System,
                        ct
                    )
                    : null
            )
        );
    }

    public Task<byte[]> PictureAsync(CancellationToken ct) => player.PictureAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await player.DisposeAsync();
        await chromium.DisposeAsync();
    }
}

/// <summary>A viewer at a moment.</summary>
/// <param name="Behind">How far it was behind what had been published; null before it had begun.</param>
internal sealed record PlayedSample(PlayerSeen Seen, TimeSpan? Behind);
