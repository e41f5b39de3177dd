namespace Verify.Scenarios.CdnEdge;

/// <summary>The options of the scenario.</summary>
internal static class CdnOptions
{
    /// <summary>For whoever wants a first answer: what takes longest and what others stand on least is left out.</summary>
    public static ScenarioOption<bool> Quick { get; } =
        ScenarioOption.Flag(
            "quick",
            "Leave out load and player (5B, 5C), and do not install a browser. The verdict is PARTIAL at best."
        );

    public static IReadOnlyList<ScenarioOption> All { get; } = [Quick];
}
