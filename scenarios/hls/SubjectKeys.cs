namespace Verify.Scenarios.Hls;

/// <summary>Parameters of a run that say what is looked at, where that is not the included change.</summary>
internal static class SubjectKeys
{
    public const string Baseline = "baseline";
    public const string Candidate = "candidate";
    public const string Expect = "expect";
    public const string Target = "target";
    public const string ApplyTo = "apply-to";
    public const string Reload = "reload";
    public const string Rollback = "rollback";
}
