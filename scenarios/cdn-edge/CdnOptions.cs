using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge;

/// <summary>The options of the scenario.</summary>
internal static class CdnOptions
{
    private const string EveryEdge = "all";

    /// <summary>For whoever wants a first answer: what takes longest and what others stand on least is left out.</summary>
    public static ScenarioOption<bool> Quick { get; } =
        ScenarioOption.Flag(
            "quick",
            "Leave out load and player (5B, 5C), and do not install a browser. The verdict is PARTIAL at best."
        );

    /// <summary>Edges to hold against one another.</summary>
    public static ScenarioOption<IReadOnlyList<string>> Edge { get; } =
        new(
            "edge",
            $"Put other edges in the place of the cured nginx and compare their claims in one table (step 3.4): {string.Join(", ", StandingEdge.Names)}, several with commas between them, or {EveryEdge}.",
            Edges
        )
        {
            ValueName = "EDGE",
        };

    public static IReadOnlyList<ScenarioOption> All { get; } = [Quick, Edge];

    private static IReadOnlyList<string> Edges(string given)
    {
        if (given == EveryEdge)
            return StandingEdge.Names;
        var names = given.Split(',', StringSplitOptions.TrimEntries).Distinct().ToArray();
        foreach (var name in names)
            if (!StandingEdge.Names.Contains(name))
                throw new UsageError(
                    $"--edge {given}: '{name}' is not one of {string.Join(", ", StandingEdge.Names)}, {EveryEdge}."
                        + NearestMatch.Hint(name, StandingEdge.Names)
                );
        return names;
    }
}
