namespace Verify.Scenarios.ConfigConsistency;

/// <summary>The options of the scenario.</summary>
internal static class ConfigOptions
{
    /// <summary>A minute of the design takes five seconds.</summary>
    public static ScenarioOption<int> Speed { get; } =
        ScenarioOption.Number(
            "speed",
            "How many times faster than the clock the deployment's time passes; 1 for the real times.",
            1,
            30
        ) with
        {
            Default = "12",
        };

    public static ScenarioOption<int> Kills { get; } =
        ScenarioOption.Number("kills", "How often workerd is killed in step 5.1.", 1, 200) with
        {
            Default = "3",
        };

    public static IReadOnlyList<ScenarioOption> All { get; } = [Speed, Kills];
}
