namespace Verify.Scenarios.Plans;

/// <summary>What became of a promise of the plan.</summary>
internal enum PlanVerdict
{
    Held,
    Refuted,
    NotShown,
}
