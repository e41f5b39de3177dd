namespace Verify.Scenarios.CdnEdge.Subjects;

/// <summary>The options that say which edges are examined, and where.</summary>
internal static class EdgeOptions
{
    public static ScenarioOption<string> Baseline { get; } =
        ScenarioOption.Text(
            "baseline",
            "Your current edge's nginx.conf, instead of the included designs. Needs --candidate."
        ) with
        {
            ValueName = "FILE",
        };

    public static ScenarioOption<string> Candidate { get; } =
        ScenarioOption.Text("candidate", "Your changed nginx.conf. Needs --baseline.") with
        {
            ValueName = "FILE",
        };

    public static ScenarioOption<string> Upstream { get; } =
        ScenarioOption.Text(
            "upstream",
            "A folder that answers for a name your configurations ask, instead of the included S3 and API."
        ) with
        {
            ValueName = "NAME=DIR",
            IsRepeatable = true,
        };

    public static ScenarioOption<string> Target { get; } =
        ScenarioOption.Text(
            "target",
            "Only observe a running edge. Give the URL of a playlist, as in https://cdn.example.com/hls/ID/master.m3u8."
        ) with
        {
            ValueName = "URL",
        };

    public static IReadOnlyList<ScenarioOption> All => [Baseline, Candidate, Upstream, Target];

    /// <summary>A value that was given; null where it was not.</summary>
    public static string? Given(RunRequest request, ScenarioOption option) =>
        request.Parameters.GetValueOrDefault(option.Name) is not { } value ? null
        : value.Length > 0 ? value
        : throw new UsageError($"--{option.Name} is empty. Give its value, or leave it out.");

    /// <summary>All values of one that can be repeated.</summary>
    public static IReadOnlyList<string> AllGiven(RunRequest request, ScenarioOption option) =>
        Given(request, option)?.Split(ScenarioOption.Between) ?? [];
}
