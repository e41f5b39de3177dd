using NUnit.Framework;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Holds what the candidate does against what the baseline does: worse fails, the same passes, better is said.</summary>
internal static class Beside
{
    /// <summary>A figure of which less is better.</summary>
    public static void NoMore(
        Step step,
        string claim,
        long before,
        long now,
        string because,
        string? proves = null
    )
    {
        step.Expect(
            $"{claim}, no more than the baseline's",
            now,
            Is.LessThanOrEqualTo(before),
            because,
            proves
        );
        if (now < before)
            Better(step, claim, $"{now} where the baseline has {before}");
    }

    /// <summary>What ought to be so, and may have been before.</summary>
    public static void NoLess(
        Step step,
        string claim,
        bool before,
        bool now,
        string because,
        string? proves = null
    )
    {
        if (before)
            step.Expect($"{claim}, as at the baseline", now, Is.True, because, proves);
        else if (now)
        {
            step.Expect($"{claim}, better than at the baseline", now, Is.True, because, proves);
            Better(step, claim, "so at the candidate, and not at the baseline");
        }
        else
        {
            step.Expect($"{claim}, as at the baseline", now, Is.False, "neither does it", proves);
            step.Find(
                $"neither edge: {claim}",
                because,
                null,
                kind: FindingKind.Before,
                effect: Effect.Cosmetic
            );
        }
    }

    public static void Better(Step step, string claim, string how) =>
        step.Find($"better: {claim}: {how}", "the change does this", null, kind: FindingKind.Note);
}
