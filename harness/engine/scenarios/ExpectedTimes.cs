namespace Verify.Engine.Scenarios;

/// <summary>How long a scenario takes on two cores, for the plan of a night before any night has told.</summary>
/// <param name="Run">With its default options.</param>
/// <param name="QuickDrill">One interruption for each change.</param>
/// <param name="WholeDrill">Every interruption that there is.</param>
public sealed record ExpectedTimes(TimeSpan Run, TimeSpan QuickDrill, TimeSpan WholeDrill)
{
    /// <summary>Of a scenario that does not say: long enough that a night's plan is not too full.</summary>
    public static ExpectedTimes Unknown { get; } =
        new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
}
