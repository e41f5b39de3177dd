namespace Verify.Scenarios.Nightly.Jobs;

/// <summary>A part of a night that runs by itself: a scenario with a profile, or its drill.</summary>
/// <param name="Profile">Null for a drill, and for a scenario that has none.</param>
/// <param name="Headlines">The figures of it that are compared.</param>
/// <param name="Expected">How long it takes, as far as its scenario knows.</param>
internal sealed record Job(
    JobKind Kind,
    string Scenario,
    string? Profile,
    IReadOnlyList<Headline> Headlines,
    TimeSpan Expected
)
{
    public const string Drill = "drill";

    /// <summary>As --only and --exclude know it.</summary>
    public string Name =>
        Kind switch
        {
            JobKind.QuickDrill => $"{Drill}/{Scenario}/quick",
            JobKind.WholeDrill => $"{Drill}/{Scenario}/whole",
            _ => Profile is null ? Scenario : $"{Scenario}/{Profile}",
        };

    /// <summary>A folder's name that no other job has.</summary>
    public string FolderName => Name.Replace('/', '-');

    /// <summary>What is typed to run it alone.</summary>
    public IReadOnlyList<string> Words =>
        Kind switch
        {
            JobKind.QuickDrill => [Drill, Scenario, "--quick"],
            JobKind.WholeDrill => [Drill, Scenario],
            _ =>
            [
                "scenario",
                Scenario,
                .. Profile is null ? Array.Empty<string>() : ["--profile", Profile],
            ],
        };
}

internal enum JobKind
{
    Scenario,
    QuickDrill,
    WholeDrill,
}
