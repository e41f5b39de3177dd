namespace Verify.Scenarios;

/// <summary>How long a job takes before any night has told.</summary>
internal static class Estimates
{
    /// <summary>Measured on two cores with the default profile (README, Figures).</summary>
    private static readonly TimeSpan Scenario = TimeSpan.FromSeconds(105);

    /// <summary>Measured on two cores: 34 cells in 89 s; the refactoring's takes as long.</summary>
    private static readonly TimeSpan QuickDrill = TimeSpan.FromSeconds(90);

    /// <summary>Reckoned from that: 261 cells at 2.6 s each.</summary>
    private static readonly TimeSpan WholeDrill = TimeSpan.FromSeconds(690);

    // The refactoring waits for no stream: it only evaluates. Measured on two cores, the whole drill too.
    private static readonly TimeSpan Refactoring = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RefactoringWholeDrill = TimeSpan.FromSeconds(184);

    public static TimeSpan Of(Job job) =>
        (job.Kind, job.Scenario) switch
        {
            (JobKind.Scenario, ProfileRefactor.Word) => Refactoring,
            (JobKind.WholeDrill, ProfileRefactor.Word) => RefactoringWholeDrill,
            _ => Of(job.Kind),
        };

    private static TimeSpan Of(JobKind kind) =>
        kind switch
        {
            JobKind.QuickDrill => QuickDrill,
            JobKind.WholeDrill => WholeDrill,
            _ => Scenario,
        };
}
