namespace Verify.Scenarios.ConfigConsistency.Seed;

/// <summary>What became of a promise of the plan.</summary>
internal enum SeedVerdict
{
    Held,
    Refuted,
    NotShown,
}
