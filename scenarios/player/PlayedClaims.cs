using System.Globalization;
using NUnit.Framework;
using NUnit.Framework.Constraints;
using Verify.Instruments.Invalidation;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Player;

/// <summary>What is claimed of the candidate's viewer, and what staleness does to the baseline's.</summary>
internal sealed class PlayedClaims(Step step, ServedStream stream, Promise promise)
{
    // Between a picture and the moment that it is asked for lie a few more.
    private static readonly TimeSpan PictureClock = TimeSpan.FromSeconds(0.5);

    private TimeSpan Segment => stream.SegmentDuration;

    public void Judge(PlayedSide baseline, PlayedSide candidate, PlayedSide control)
    {
        PlayedSide[] all = [baseline, candidate, control];
        PlayedTable.Write(step, all);
        MustReach(candidate, control);
        foreach (var side in all)
            step.Expect($"{side.Name}: requests to anything but the origin", side.Strays, Is.Empty);
        Plays(candidate, control);
        Stalls(candidate, control);
        Discriminates(baseline, candidate, control);
        Tell(baseline, candidate, control);
    }

    private void Plays(PlayedSide candidate, PlayedSide control)
    {
        Both(
            candidate,
            control,
            "seconds to the first frame",
            side => side.Seen.HasPlayed ? side.Seen.FirstFrame!.Value : double.PositiveInfinity,
            () => Is.LessThanOrEqualTo(Bounds.FirstPicture(Segment).TotalSeconds),
            "the segment is already published; a longer wait is a wait for the next one"
        );
        step.Expect(
            $"{candidate.Name}: fatal error of hls.js",
            candidate.Unreached ?? candidate.Seen.Fatal?.Details,
            Is.Null
        );
        Both(
            candidate,
            control,
            "share of frames dropped",
            side => side.Seen.DroppedShare,
            () => Is.LessThanOrEqualTo(Bounds.DroppedPictures),
            "a viewer notices one frame in twenty"
        );
    }

    // One that gets nothing where no cache is shows nothing of a cache. Whom the candidate alone refuses, it fails.
    private static void MustReach(PlayedSide candidate, PlayedSide control)
    {
        if (control.Unreached is { } nothing)
            throw new CannotRun(
                $"The player got nothing to play from the control, which has no cache: {nothing}.\n"
                    + (
                        candidate.Unreached is { } either
                            ? $"Nor from the candidate: {either}. Open the address in a browser: either this browser cannot reach it, or nothing is served there."
                            : "The candidate's player did get something. Look at the control's log."
                    )
            );
    }

    private void Stalls(PlayedSide candidate, PlayedSide control)
    {
        var kept = candidate.Server.Predict(stream.Uri(stream.Playlist), InvalidationKind.Replaced);
        if (kept.Window.High >= Bounds.HarmlessStaleness(Segment))
        {
            step.Saw(
                $"{candidate.Name}: no claim about stalls: its configuration may keep a playlist for {kept.Window.High.TotalSeconds:0.#} s ({kept.Because}), and segments last {Segment.TotalSeconds:0.#} s"
            );
            return;
        }
        Both(
            candidate,
            control,
            "stalls",
            side => side.Seen.Stalls.Count,
            () => Is.Zero,
            "its configuration delays a playlist by less than a player has buffered"
        );
        Both(
            candidate,
            control,
            "seconds by which playback fell behind the clock",
            side => FellBehind(side),
            () => Is.LessThanOrEqualTo(PictureClock.TotalSeconds),
            "playback advances as fast as time does"
        );
    }

    // A check that says the same of a playlist kept for seconds and of one kept for none tells nothing.
    private void Discriminates(PlayedSide baseline, PlayedSide candidate, PlayedSide control)
    {
        const string claim =
            "the baseline's viewer gets unchanged playlists more often than the candidate's";
        if (promise.Fresh is null)
            return;
        if (control.InVain > baseline.InVain)
            step.CannotTell(
                claim,
                "to be seen",
                Share(control)
                    + ", and it has no cache: nothing newer had been published when it reloaded"
            );
        else
            step.Expect(
                claim,
                baseline.InVain - candidate.InVain,
                Is.GreaterThan(0.0),
                $"{Share(baseline)}; {Share(candidate)}; {Share(control)}"
            );
    }

    private void Tell(PlayedSide baseline, PlayedSide candidate, PlayedSide control)
    {
        if (!baseline.Seen.HasPlayed || !candidate.Seen.HasPlayed)
            return;
        var worse = baseline.Seen.Stalls.Count > 0 || baseline.Behind > candidate.Behind + Segment;
        step.Find(
            $"what staleness does to a viewer: the baseline's {Shown(baseline)}; the candidate's {Shown(candidate)}; the control's {Shown(control)} (player-*.png, player.csv)",
            worse
                ? "a player that gets an old playlist plays its buffer to the end, stalls, and stays behind live by the time it stalled"
                : "this viewer joined while the cache held an older playlist, so it was further behind live and had more buffered: the result depends on the moment of joining",
            "cache playlists for less than the duration of a segment",
            kind: worse ? FindingKind.Before : FindingKind.Note,
            effect: Effect.Stall
        );
    }

    // Where the control, which has no cache, does no better, it is no configuration; what the machine kept the pages waiting
    // for stands beside it.
    private void Both<T>(
        PlayedSide candidate,
        PlayedSide control,
        string what,
        Func<PlayedSide, T> figure,
        Func<IResolveConstraint> expected,
        string because
    )
    {
        bool Holds(PlayedSide side) => expected().Resolve().ApplyTo(figure(side)).IsSuccess;
        if (!Holds(candidate) && !Holds(control))
            step.CannotTell(
                $"{candidate.Name}: {what}",
                expected(),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{figure(candidate):0.##}, but the control, which has no cache, shows {figure(control):0.##} too, so it is not the change (the control dropped {control.Seen.DroppedShare:P0} of its frames, and its page, asked once a second, took up to {control.LongestLook.TotalSeconds:0.0} s between two answers)"
                )
            );
        else
            step.Expect($"{candidate.Name}: {what}", figure(candidate), expected(), because);
    }

    private static double FellBehind(PlayedSide side)
    {
        var playing = side.Samples.Where(sample => sample.Seen.MediaTime is not null).ToArray();
        if (playing.Length < 2)
            return double.PositiveInfinity;
        var (first, last) = (playing[0].Seen, playing[^1].Seen);
        return last.At - first.At - (last.MediaTime!.Value - first.MediaTime!.Value);
    }

    private static string Share(PlayedSide side) =>
        $"{side.Name} {side.Seen.Vain} of {side.Seen.Reloads}";

    private static string Shown(PlayedSide side) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"stalled for {side.Seen.Stalled.TotalSeconds:0.0} s and ended {side.Behind?.TotalSeconds:0.0} s behind live, with {side.Seen.Vain} of {side.Seen.Reloads} playlist reloads unchanged"
        );
}
