using NUnit.Framework;

namespace Verify.Scenarios.Freshness;

/// <summary>
/// Whether a check tells anything: by the same predicate the control, which has no cache, must come out otherwise
/// than the baseline, which has the defect.
/// </summary>
internal static class Discrimination
{
    /// <summary>For a check that an outcome rests on: one that cannot tell leaves it undecided.</summary>
    public static void Claim(Step step, string check, bool control, bool baseline)
    {
        var claim = $"the check discriminates: {check}";
        if (control == baseline)
            step.CannotTell(claim, "control and baseline come out differently", Same(control));
        else
            step.Expect(
                claim,
                $"control {Word(control)}, baseline {Word(baseline)}",
                Is.EqualTo($"control {Word(true)}, baseline {Word(false)}"),
                "a check with the same result with and without a cache proves nothing"
            );
    }

    /// <summary>For a check that no outcome rests on: it is said, and decides nothing.</summary>
    public static void Note(Step step, string check, bool control, bool baseline, string why)
    {
        if (control == baseline)
            step.Find(
                $"the check does not discriminate: {check}",
                $"{Same(control)}; {why}",
                kind: FindingKind.NotSeen,
                effect: Effect.Cosmetic
            );
        else
            step.Expect(
                $"the check discriminates: {check}",
                $"control {Word(control)}, baseline {Word(baseline)}",
                Is.EqualTo($"control {Word(true)}, baseline {Word(false)}")
            );
    }

    private static string Same(bool verdict) =>
        $"it does not discriminate: control and baseline both {(verdict ? "pass" : "fail")}";

    private static string Word(bool passes) => passes ? "passes" : "fails";
}
