namespace Verify.Engine;

/// <summary>What is known of a claim, a step, a phase or a run; from the best to the one that matters most.</summary>
public enum Verdict
{
    /// <summary>Carried out, and every claim holds.</summary>
    Pass,

    /// <summary>Left out, with a reason.</summary>
    Skipped,

    /// <summary>Not carried out because an earlier phase did not pass.</summary>
    Blocked,

    /// <summary>Carried out, but it cannot tell.</summary>
    Inconclusive,

    /// <summary>Could not be carried out.</summary>
    Broken,

    /// <summary>A claim was missed: what we know for certain outranks what we could not find out.</summary>
    Fail,
}

/// <summary>How verdicts add up: the worst one stands, and only passes make a pass.</summary>
public static class Verdicts
{
    public static Verdict Worst(this IEnumerable<Verdict> verdicts) =>
        verdicts.DefaultIfEmpty(Verdict.Pass).Max();

    /// <summary>The word for it in logs, files and on the console.</summary>
    public static string Word(this Verdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>The process exit code of a run that ended so (design: 0 pass, 1 fail, 3 broken, 4 cannot tell).</summary>
    public static int ExitCode(this Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => 0,
            Verdict.Fail => 1,
            Verdict.Broken or Verdict.Blocked => 3,
            _ => 4,
        };
}
