namespace Verify.Scenarios;

/// <summary>How long a job takes before any night has told.</summary>
internal static class Estimates
{
    /// <summary>Measured on two cores with the default profile (README, Figures).</summary>
    private static readonly TimeSpan Scenario = TimeSpan.FromSeconds(105);

    /// <summary>Measured on two cores: 34 cells in 89 s.</summary>
    private static readonly TimeSpan QuickDrill = TimeSpan.FromSeconds(90);

    /// <summary>Reckoned from that: 261 cells at 2.6 s each.</summary>
    private static readonly TimeSpan WholeDrill = TimeSpan.FromSeconds(690);

    public static TimeSpan Of(JobKind kind) =>
        kind switch
        {
            JobKind.QuickDrill => QuickDrill,
            JobKind.WholeDrill => WholeDrill,
            _ => Scenario,
        };
}
