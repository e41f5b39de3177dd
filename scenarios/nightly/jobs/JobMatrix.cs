namespace Verify.Scenarios.Nightly.Jobs;

/// <summary>All that a night can run, the most valuable first.</summary>
internal static class JobMatrix
{
    // A night that is cut short has seen each scenario once, then that it can be taken back, then all there is.
    public static IReadOnlyList<Job> Of(IReadOnlyList<Scenario> scenarios) =>
        [
            .. scenarios.SelectMany(one => Runs(one).Take(1)),
            .. scenarios.Where(IsDrilled).Select(one => DrillOf(one, JobKind.QuickDrill)),
            .. scenarios.SelectMany(one => Runs(one).Skip(1)),
            .. scenarios.Where(IsDrilled).Select(one => DrillOf(one, JobKind.WholeDrill)),
        ];

    private static IEnumerable<Job> Runs(Scenario scenario)
    {
        IReadOnlyList<string?> profiles =
            scenario.NightlyProfiles.Count > 0 ? [.. scenario.NightlyProfiles] : [null];
        return profiles.Select(profile => new Job(
            JobKind.Scenario,
            scenario.Name,
            profile,
            scenario.Headlines,
            scenario.Takes.Run
        ));
    }

    private static bool IsDrilled(Scenario scenario) => scenario.Drills.Count > 0;

    private static Job DrillOf(Scenario scenario, JobKind kind) =>
        new(
            kind,
            scenario.Name,
            null,
            DrillHeadlines.All,
            kind == JobKind.QuickDrill ? scenario.Takes.QuickDrill : scenario.Takes.WholeDrill
        );
}
