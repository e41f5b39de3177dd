using System.Diagnostics;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Player;

/// <summary>Step 5C.1: a viewer on the baseline, one on the candidate and one on the control, at the same time.</summary>
internal sealed class SideBySide(
    ServedStream stream,
    Promise promise,
    LiveOrigin live,
    string folder
)
{
    public const string Command =
        "chromium http://127.0.0.1:17080/verify-player/player.html  # hls.js on master.m3u8, each in its server's network";

    // A figure a second makes a curve; each costs a look into the page.
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(1);

    // Far beyond what is claimed of it: who has none by then is judged as having none.
    private static readonly TimeSpan FirstPicturePatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private TimeSpan Watched => Bounds.Playing(stream.SegmentDuration);

    public async Task CheckAsync(Step step)
    {
        if (await PlayerNeeds.FindAsync(step) is not { } script)
            return;
        OriginServer[] servers = [live.Baseline, live.Candidates[0], live.Control];
        var starting = servers
            .Select(server =>
                PlayedSide.StartAsync(
                    server,
                    Path.Combine(folder, "player", server.Name),
                    script,
                    step.Ct
                )
            )
            .ToArray();
        IReadOnlyList<PlayedSide> sides;
        try
        {
            sides = await Task.WhenAll(starting);
            await PlayAsync(step, sides);
        }
        finally
        {
            await Task.WhenAll(starting.Select(EndAsync));
        }
        live.MustRun();
        new PlayedClaims(step, stream, promise).Judge(sides[0], sides[1], control: sides[2]);
    }

    private async Task PlayAsync(Step step, IReadOnlyList<PlayedSide> sides)
    {
        var playlist = stream.File(stream.Playlist);
        foreach (var side in sides)
            await BeginAsync(side, step.Ct);
        var clock = Stopwatch.StartNew();
        var shown = 0;
        while (clock.Elapsed < Watched)
        {
            await Task.Delay(BetweenSamples, step.Ct);
            await Task.WhenAll(sides.Select(side => side.SampleAsync(playlist, step.Ct)));
            step.Progress(
                string.Join(", ", sides.Select(side => $"{side.Name} {Text(side)}")),
                clock.Elapsed / Watched
            );
            // In the middle, and once more at the end: the two show that what is seen moves.
            if (clock.Elapsed > Watched / 2 && shown++ == 0)
                await PictureAsync(step, sides, "half-way");
        }
        await PictureAsync(step, sides, "end");
    }

    // One after the other: decoders that start at once on two processors wait for each other, and not for an origin.
    private async Task BeginAsync(PlayedSide side, CancellationToken ct)
    {
        await side.PlayAsync(stream.Uri(stream.Master), ct);
        for (var waited = TimeSpan.Zero; waited < FirstPicturePatience; waited += BetweenLooks)
        {
            await Task.Delay(BetweenLooks, ct);
            if (await side.HasPlayedAsync(ct))
                return;
        }
    }

    private static async Task EndAsync(Task<PlayedSide> starting)
    {
        try
        {
            await using var side = await starting;
        }
        catch (Exception) when (!starting.IsCompletedSuccessfully)
        {
            // Why it did not start has been said.
        }
    }

    private static string Text(PlayedSide side) =>
        side.Behind is { } behind
            ? $"{behind.TotalSeconds:0.0} s behind, {side.Seen.Stalls.Count} stalls"
            : "has not begun";

    private static async Task PictureAsync(Step step, IReadOnlyList<PlayedSide> sides, string when)
    {
        foreach (var side in sides)
            step.Keep(
                $"player-{side.Name}-{when}.png",
                await side.PictureAsync(step.Ct),
                "image/png"
            );
    }
}
