using Verify.Fixtures.S3;

namespace Verify.Scenarios.CdnEdge.Subjects;

/// <summary>The options that say which edges are examined, and before what.</summary>
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

    /// <summary>An S3 in the place of the included one.</summary>
    public static ScenarioOption<S3Endpoint> S3 { get; } =
        new(
            "s3",
            "Your S3 in the place of the included one, as an address that ends with an empty bucket: http://127.0.0.1:9000/videos. Keys and region are read from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION. The run makes two more buckets (videos-without, videos-as-designed), and leaves all as they were. It is outside of the lab, and so is the run.",
            typed => S3Endpoint.Of(typed, Environment.GetEnvironmentVariable)
        )
        {
            ValueName = "ENDPOINT",
        };

    public static IReadOnlyList<ScenarioOption> All => [Baseline, Candidate, Upstream, Target, S3];

    /// <summary>A value that was given; null where it was not.</summary>
    public static string? Given(RunRequest request, ScenarioOption option) =>
        request.Parameters.GetValueOrDefault(option.Name) is not { } value ? null
        : value.Length > 0 ? value
        : throw new UsageError($"--{option.Name} is empty. Give its value, or leave it out.");

    /// <summary>All values of one that can be repeated.</summary>
    public static IReadOnlyList<string> AllGiven(RunRequest request, ScenarioOption option) =>
        Given(request, option)?.Split(ScenarioOption.Between) ?? [];
}
