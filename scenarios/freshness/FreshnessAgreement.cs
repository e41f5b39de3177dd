using NUnit.Framework;
using Verify.Instruments.Replay;
using Verify.Instruments.Staleness;
using Verify.Scenarios.Figures;

namespace Verify.Scenarios.Freshness;

/// <summary>Whether what one server's configuration predicts is what was measured, in both directions.</summary>
internal sealed class FreshnessAgreement(Step step, FreshnessSeen one)
{
    private CacheWindow Window => one.Predicted.Window;

    private string Rule =>
        $"predicted {Window} by the whole-second rule, from {one.Predicted.Because}";

    public void Judge()
    {
        foreach (var (of, seen) in one.Both)
        {
            step.Expect(
                $"{one.Name}, {of}: at most as old as its configuration predicts",
                seen.Max,
                Is.LessThanOrEqualTo(Window.High + Bounds.Floor),
                $"{Rule}, plus the measuring error"
            );
            step.Expect(
                $"{one.Name}, {of}: longest time an answer is served after its cache entry expired",
                seen.Overstay(Window),
                Is.LessThanOrEqualTo(Bounds.Floor),
                "entries expire on full seconds of the wall clock: prediction and measurement agree"
            );
        }
        if (Window.High <= TimeSpan.Zero || one.Probes is not { } probes)
            return;
        AsOldAsPredicted(probes);
        Replay(probes);
        Bound(probes);
    }

    // The other direction: a cache that is off, or shorter than its configuration says, is a surprise too.
    private void AsOldAsPredicted(Staleness probes)
    {
        var claim = $"{one.Name}: the oldest probe playlist is not far below the prediction";
        var draws = probes.DrawsOf(Window);
        var least = StalenessBound.LeastMax(Window.High, probes.Missed, draws, Bounds.FalseAlarm);
        if (least <= Bounds.Floor)
            step.CannotTell(claim, Rule, $"{draws} windows are too few");
        else
            step.Expect(
                claim,
                probes.Max,
                Is.GreaterThanOrEqualTo(least),
                $"{Window.High.TotalSeconds:0} s * ({Bounds.FalseAlarm:0e0})^(1/{draws}) less {probes.Missed.TotalSeconds:0.000} s between samples: "
                    + $"the largest of {draws} uniform draws is below this once in a million; {Rule}"
            );
    }

    private void Replay(Staleness probes)
    {
        if (!one.Predicted.Replayable || probes.Workers.Count == 0)
            return;
        var (replayed, wrong) = probes.Replay(Window);
        step.Expect(
            $"{one.Name}: answers (of {replayed} replayed) that its configuration cannot give",
            wrong.Count,
            Is.Zero,
            $"too old or too new, checked for each worker; {Rule}"
                + (wrong.Count > 0 ? $"; the first at {wrong[0].From:HH:mm:ss.fff}" : "")
        );
    }

    private void Bound(Staleness seen)
    {
        var claim =
            $"{one.Name}: the 95 % bound of the maximum lies within {Bounds.BoundWithin:P0} of it";
        var expected = $"at most {1 + Bounds.BoundWithin:0.00} times the maximum";
        if (seen.Upper95 is not { } upper)
            step.CannotTell(claim, expected, seen.UpperReason ?? "no bound");
        else if (upper / seen.Max <= 1 + Bounds.BoundWithin)
            step.Expect(
                claim,
                Math.Round(upper / seen.Max, 3),
                Is.LessThanOrEqualTo(1 + Bounds.BoundWithin),
                $"{upper.TotalSeconds:0.000} s by {seen.UpperReason}; {one.Plan.Windows} were needed"
            );
        else
            step.CannotTell(
                claim,
                expected,
                $"the bound is {upper.TotalSeconds:0.000} s ({seen.UpperReason}), the maximum {seen.Max.TotalSeconds:0.000} s"
                    + (one.Plan.Shortfall is { } shortfall ? $": {shortfall}" : "")
            );
    }
}
