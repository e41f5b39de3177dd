using Verify.Engine;

namespace Verify.Reports.Tree;

/// <summary>Why a step did not pass, in words for reports that have a field for it.</summary>
internal static class StepText
{
    /// <summary>One line: the verdict's word first, so that a reader can tell what it is from that alone.</summary>
    public static string Message(StepNode step)
    {
        if (step.Standing.IsPass)
        {
            return "";
        }
        var missed = step.Claims.Where(claim => claim.Verdict != Verdict.Pass).ToList();
        var why = missed switch
        {
            [] => step.Standing.Reason ?? "no reason in the record",
            [var only] => $"{only.Claim}: expected {only.Expected}, actual {only.Actual}",
            _ => $"{missed.Count} claims: {string.Join("; ", missed.Select(claim => claim.Claim))}",
        };
        return $"{step.Standing.Word}: {why}";
    }

    /// <summary>Every claim that does not hold, with what was expected and seen.</summary>
    /// <param name="most">Of each of a claim's texts.</param>
    public static string Missed(StepNode step, int most)
    {
        return string.Join(
            "\n\n",
            step.Claims.Where(claim => claim.Verdict != Verdict.Pass)
                .Select(claim =>
                    $"{claim.Verdict.Word()}: {Cut(claim.Claim)}\n  expected: {Cut(claim.Expected)}\n  actual:   {Cut(claim.Actual)}"
                    + (claim.Reason is { Length: > 0 } reason ? $"\n  why:      {Cut(reason)}" : "")
                )
        );

        string Cut(string text) => Bounded.To(most, text);
    }
}
