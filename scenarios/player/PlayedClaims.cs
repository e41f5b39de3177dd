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
            step.Expect(
                $"{side.Name}: what was asked for anywhere but at the origin",
                side.Strays,
                Is.Empty
            );
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
            "seconds to the first picture",
            side => side.Seen.HasPlayed ? side.Seen.FirstFrame!.Value : double.PositiveInfinity,
            () => Is.LessThanOrEqualTo(Bounds.FirstPicture(Segment).TotalSeconds),
            "it has been published: longer than a segment lasts is waiting for the next one"
        );
        step.Expect(
            $"{candidate.Name}: what hls.js gave up for",
            candidate.Unreached ?? candidate.Seen.Fatal?.Details,
            Is.Null
        );
        Both(
            candidate,
            control,
            "share of pictures dropped",
            side => side.Seen.DroppedShare,
            () => Is.LessThanOrEqualTo(Bounds.DroppedPictures),
            "one in twenty is seen"
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
                            ? $"Nor from the candidate: {either}. Ask for it in a browser: either this one does not reach the address, or nothing is served there."
                            : "The candidate's player did. Look at the control's log."
                    )
            );
    }

    private void Stalls(PlayedSide candidate, PlayedSide control)
    {
        var kept = candidate.Server.Predict(stream.Uri(stream.Playlist), InvalidationKind.Replaced);
        if (kept.Window.High >= Bounds.HarmlessStaleness(Segment))
        {
            step.Saw(
                $"{candidate.Name}: no claim about stalls, its configuration may keep a playlist for {kept.Window.High.TotalSeconds:0.#} s ({kept.Because}), and segments last {Segment.TotalSeconds:0.#} s"
            );
            return;
        }
        Both(
            candidate,
            control,
            "stalls",
            side => side.Seen.Stalls.Count,
            () => Is.Zero,
            "its configuration hides a playlist for less than a player has in hand"
        );
        Both(
            candidate,
            control,
            "seconds by which the picture fell behind the clock",
            side => FellBehind(side),
            () => Is.LessThanOrEqualTo(PictureClock.TotalSeconds),
            "moving pictures: what is on the screen moves on as time does"
        );
    }

    // A check that says the same of a playlist kept for seconds and of one kept for none tells nothing.
    private void Discriminates(PlayedSide baseline, PlayedSide candidate, PlayedSide control)
    {
        const string claim =
            "the baseline's viewer loads playlists in vain more often than the candidate's";
        if (promise.Fresh is null)
            return;
        if (control.InVain > baseline.InVain)
            step.CannotTell(
                claim,
                "to be seen",
                Share(control)
                    + ", and it has no cache: what it loads in vain has not been published"
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
            $"what staleness did to a viewer of the baseline: {Shown(baseline)}; of the candidate: {Shown(candidate)}; of the control: {Shown(control)} (player-*.png, player.csv)",
            worse
                ? "a player that is given an old playlist plays its buffer out, stands still, and stays behind by what it stood still"
                : "this viewer joined when the cache held an older playlist, which gave it more in hand and less of live: it depends on the moment of joining",
            "a playlist that is kept for less than a segment lasts",
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
                    $"{figure(candidate):0.##}, but the control, which has no cache, shows {figure(control):0.##} too: it is not the change (the control dropped {control.Seen.DroppedShare:P0} of its pictures, and its page answered up to {control.LongestLook.TotalSeconds:0.0} s apart, where it is asked once a second)"
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
            $"stood still for {side.Seen.Stalled.TotalSeconds:0.0} s, then {side.Behind?.TotalSeconds:0.0} s behind live, {side.Seen.Vain} of {side.Seen.Reloads} playlist loads in vain"
        );
}
