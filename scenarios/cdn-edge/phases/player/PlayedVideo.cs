using NUnit.Framework;
using Verify.Fixtures.Player;
using Verify.Scenarios.CdnEdge.Phases.Load;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Player;

namespace Verify.Scenarios.CdnEdge.Phases.Player;

/// <summary>Step 5C.1: a viewer's own player plays a video through each edge, on a page that another origin serves.</summary>
internal static class PlayedVideo
{
    public const string Command =
        "chromium http://site.example/player.html  # hls.js on http://127.0.0.1:8081/hls/$ID/master.m3u8";

    // Into the second segment, and back into the first: each time the player has to find the segment anew.
    private static readonly TimeSpan Forward = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(0.5);

    // As hls.js calls what it finds in a segment.
    private const string MediaError = "mediaError";

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        if (await PlayerNeeds.FindAsync(step) is not { } script)
            return;
        await PlayAsync(platform, step, script);
        if (platform.Cached.Contains(PlatformInRun.AsDesigned))
            await RefusedAsync(platform, step, script);
    }

    private static async Task PlayAsync(PlatformInRun platform, Step step, string script)
    {
        const string design = PlatformInRun.Cured;
        var video = await platform.VideoAsync(design, step.Ct);
        var storage = platform.Stores.Bucket(design);
        var watched = await WatchedVideo.ReadAsync(
            new(
                new Uri(storage.Url.GetLeftPart(UriPartial.Authority)),
                $"/{storage.Bucket}{video.Master}"
            ),
            step.Ct
        );
        var soon = Bounds.FirstPicture(watched.SegmentDuration);
        await using var viewer = await StartAsync(platform, design, script, step.Ct);
        var first = await viewer.PlayAsync(
            new(platform.Edge(design).Endpoint.Address, video.Master),
            design,
            step.Ct
        );
        step.Expect(
            $"{design}: seconds to the first frame",
            first.HasPlayed ? first.FirstFrame!.Value : double.PositiveInfinity,
            Is.LessThanOrEqualTo(soon.TotalSeconds),
            "two playlists and a segment that is there: who waits for longer than a segment lasts waits for something else",
            CdnOutcomes.Player
        );
        if (first.HasPlayed)
        {
            step.Measure(
                new($"{design}: first frame", first.FirstFrame!.Value * 1000, "ms", 1)
                {
                    Id = Figure.FirstPicture,
                    Subject = design,
                }
            );
            foreach (var to in new[] { Forward, Back })
                step.Expect(
                    $"{design}: seconds to a frame after a seek to {to.TotalSeconds:0.0} s",
                    Math.Round((await viewer.SeekAsync(to, step.Ct)).TotalSeconds, 2),
                    Is.LessThanOrEqualTo(soon.TotalSeconds),
                    "at most a segment has to be fetched, as for the first frame"
                );
        }
        var end = await viewer.ToTheEndAsync(step.Ct);
        step.Keep("player-end.png", await viewer.PictureAsync(step.Ct), "image/png");
        step.Expect($"{design}: played to the end", end.Ended, Is.True);
        Errors(step, design, end);
        step.Expect($"{design}: requests to anything but the edge", viewer.Strays, Is.Empty);
        step.Saw(
            $"{design}: {end.Frames} frames, {end.Dropped} dropped, {end.Stalls.Count} stalls"
        );
    }

    // What hls.js could not get is the edge's doing. What it says of the media is not: the bytes are the storage's, and
    // FFmpeg begins a video with two B-frames' delay, over which hls.js jumps (bufferSeekOverHole).
    private static void Errors(Step step, string design, PlayerSeen end)
    {
        step.Expect($"{design}: fatal error of hls.js", end.Fatal?.Details, Is.Null);
        step.Expect(
            $"{design}: errors of hls.js that are not about the media",
            end.Errors.Where(error => error.Type != MediaError).Select(Text),
            Is.Empty
        );
        if (end.Errors.Where(error => error.Type == MediaError).ToArray() is { Length: > 0 } media)
            step.Find(
                $"hls.js played on after errors of the media ({media.Length}): {string.Join("; ", media.Select(Text))}",
                "the edge has no part in it: it is in the segments"
            );
    }

    private static string Text(PlayerError error) =>
        $"{error.Type} {error.Details} {error.Text}".Trim();

    // The design's edge says nothing of other origins, and neither does the S3 behind it.
    private static async Task RefusedAsync(PlatformInRun platform, Step step, string script)
    {
        const string design = PlatformInRun.AsDesigned;
        var video = await platform.VideoAsync(design, step.Ct);
        await using var viewer = await StartAsync(platform, design, script, step.Ct);
        var seen = await viewer.PlayAsync(
            new(platform.Edge(design).Endpoint.Address, video.Master),
            design,
            step.Ct
        );
        step.Expect(
            $"{design}: what hls.js gives up for, on a page of another origin",
            seen.Fatal?.Details,
            Is.EqualTo("manifestLoadError"),
            "no Access-Control-Allow-Origin: the browser keeps the playlist from the page"
        );
        if (seen.Fatal is { } fatal)
            step.Find(
                $"as designed, no page of another origin plays anything: hls.js gave up after {fatal.At:0.0} s ({fatal.Details})",
                "a CDN has another name than the site; VLC, with which the design was tried, does not ask who may read",
                "add_header Access-Control-Allow-Origin * always",
                FindingKind.Before,
                Effect.Error
            );
    }

    private static Task<VideoViewer> StartAsync(
        PlatformInRun platform,
        string design,
        string script,
        CancellationToken ct
    )
    {
        var edge = platform.Edge(design);
        return VideoViewer.StartAsync(
            edge,
            Path.Combine(edge.Settings.Folder, "player"),
            script,
            ct
        );
    }
}
