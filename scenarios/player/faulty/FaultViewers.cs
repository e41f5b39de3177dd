using Verify.Fixtures.Browser;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Player;
using Verify.Swarm;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Player.Faulty;

/// <summary>The three players on one faulty stream, at the same time.</summary>
internal sealed class FaultViewers : IAsyncDisposable
{
    public const string OfSwarm = "swarm";
    public const string OfFfmpeg = "FFmpeg";
    public const string OfBrowser = "hls.js";

    private readonly NginxServer server;
    private readonly HlsPlayer browser;
    private FfmpegPlayer? ffmpeg;
    private Task<SwarmResult>? swarm;

    private FaultViewers(FaultKind fault, NginxServer server, HlsPlayer browser) =>
        (Fault, this.server, this.browser) = (fault, server, browser);

    public FaultKind Fault { get; }

    private string Playlist => $"/{Fault.Folder}/{FaultyStream.PlaylistName}";

    public static async Task<FaultViewers> OpenAsync(
        FaultKind fault,
        NginxServer server,
        Chromium chromium,
        string script,
        CancellationToken ct
    ) =>
        new(
            fault,
            server,
            await HlsPlayer.OpenAsync(chromium, server.Endpoint.Address, script, ct)
        );

    public async Task PlayAsync(string folder, CancellationToken ct)
    {
        var uri = new Uri(server.Endpoint.Address, Playlist);
        swarm = HlsSwarm.RunAsync(Plan(Playlist), server.Endpoint, null, ct);
        ffmpeg = await FfmpegPlayer.StartAsync(uri, folder, server.Compartment, ct);
        await browser.PlayAsync(uri, Fault.Words, ct);
    }

    public Task<byte[]> PictureAsync(CancellationToken ct) => browser.PictureAsync(ct);

    public async Task<IReadOnlyList<FaultCell>> SeeAsync(CancellationToken ct)
    {
        var (seen, counted) = (await browser.SeeAsync(ct), await swarm!);
        // Whatever the fault, there is a playlist and something in it to play.
        if (browser.Unreached(seen) is { } nothing)
            throw new CannotRun(
                $"The player got nothing to play of the stream '{Fault.Words}': {nothing}.\nOpen the address in a browser: either this browser cannot reach it, or nothing is served there."
            );
        return
        [
            new(Fault, OfSwarm, Counted(counted), counted.Playback.Stalled),
            new(Fault, OfFfmpeg, [.. ffmpeg!.Words, .. Ended(ffmpeg)], ffmpeg.StoodStill),
            new(Fault, OfBrowser, Said(seen), seen.Stalled),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (ffmpeg is not null)
            await ffmpeg.DisposeAsync();
        await browser.DisposeAsync();
    }

    private static IReadOnlyList<string> Counted(SwarmResult result) =>
        [
            .. result.Audience.Joined == 0 ? ["it never joined"] : Array.Empty<string>(),
            .. result.Errors.Select(error => $"{error.Value} x {error.Key}"),
            .. Count(result.Playback.Stalls, "stalls"),
            .. Count(result.Playback.Regressions, "backward steps of the media sequence"),
            .. Count(result.Playback.Skipped, "segments given up"),
            .. Count(result.Playback.Expired, "segments removed before they were fetched"),
        ];

    private static string[] Count(long count, string what) => count == 0 ? [] : [$"{count} {what}"];

    private static string[] Said(PlayerSeen seen) =>
        [
            .. seen.HasPlayed ? Array.Empty<string>() : ["it never showed a frame"],
            .. seen
                .Complaints.GroupBy(error => (error.Details, error.Fatal))
                .Select(same =>
                    $"{same.Count()} x {same.Key.Details}{(same.Key.Fatal ? " (fatal)" : "")}"
                ),
        ];

    private static string[] Ended(FfmpegPlayer ffmpeg) =>
        ffmpeg.Ended is { } exit ? [$"it ended with exit {exit}"]
        : ffmpeg.Played ? []
        : ["it never played"];

    // One viewer, as any: what it notices is what each of a thousand would.
    private static SwarmPlan Plan(string playlist) =>
        new(
            playlist,
            Viewers: 1,
            RampPerSecond: 1,
            Jitter: TimeSpan.Zero,
            VariantChoice.First,
            Reconnect: TimeSpan.FromSeconds(8),
            SegmentRetries: 1,
            Timeout: TimeSpan.FromSeconds(5),
            FaultyStream.Watched,
            Seed: 1
        );
}
