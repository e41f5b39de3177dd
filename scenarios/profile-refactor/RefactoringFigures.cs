namespace Verify.Scenarios.ProfileRefactor;

/// <summary>What a refactoring comes to in figures: as much as before is there, and in how many lines.</summary>
internal static class RefactoringFigures
{
    private const string Before = "before";
    private const string After = "after";
    private const string Profiles = "profiles";
    private const string Lines = "lines-of-nix";

    public static KeyFigures All { get; } =
        new(
            [Before, After],
            [new("profiles that evaluate", Profiles), new("lines of Nix in the flake", Lines)]
        );

    public static IReadOnlyList<string> Limits { get; } =
    [
        "what the flake's packages do once they run: they are evaluated, built and compared",
        "systems other than this machine's, and a store that others share",
    ];

    public static void OfTheStart(Step step, Refactoring refactoring, Results seen) =>
        Measure(step, refactoring, seen, Before);

    /// <summary>After a step: the last one's are those of the whole.</summary>
    public static void SoFar(Step step, Refactoring refactoring, Results seen) =>
        Measure(step, refactoring, seen, After);

    private static void Measure(Step step, Refactoring refactoring, Results seen, string subject)
    {
        // The packages stand among the results, and are no profile.
        Add("profiles that evaluate", seen.ByName.Count - 1, Profiles);
        Add("lines of Nix", LinesIn(refactoring.CopyFolder), Lines);

        void Add(string name, int value, string id) =>
            step.Measure(new($"{name}, {subject}", value, "") { Id = id, Subject = subject });
    }

    private static int LinesIn(string folder) =>
        Files
            .Names(folder)
            .Where(name => name.EndsWith(".nix", StringComparison.Ordinal))
            .Sum(name => File.ReadLines(Path.Combine(folder, name)).Count());
}
