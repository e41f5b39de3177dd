namespace Verify.Scenarios.ConfigConsistency;

/// <summary>The options of the scenario.</summary>
internal static class ConfigOptions
{
    /// <summary>A minute of the design takes five seconds.</summary>
    public const int UsualSpeed = 12;

    /// <summary>0 where it is not given: then it depends on whose workers are tried.</summary>
    public static ScenarioOption<int> Speed { get; } =
        ScenarioOption.Number(
            "speed",
            $"How many times faster than the clock the deployment's time passes; 1 for the real times (default: {UsualSpeed}, and 1 with --worker).",
            1,
            30
        );

    public static ScenarioOption<int> Kills { get; } =
        ScenarioOption.Number("kills", "How often workerd is killed in step 5.1.", 1, 200) with
        {
            Default = "3",
        };

    public static ScenarioOption<int> Cues { get; } =
        ScenarioOption.Number(
            "cues",
            "How many cues (with --worker: writes) are acknowledged in step 5.1 before the last kill.",
            1,
            100_000
        ) with
        {
            Default = "1000",
        };

    public static IReadOnlyList<ScenarioOption> All { get; } = [Speed, Kills, Cues];
}
