namespace Verify.Scenarios.NixCache;

/// <summary>The options of the scenario.</summary>
internal static class CacheOptions
{
    /// <summary>A cache that runs somewhere, and is only looked at.</summary>
    public static ScenarioOption<Uri> Target { get; } =
        new(
            "target",
            "Only observe a running cache. Give its URL, as in http://10.255.255.1:5000.",
            Cache
        )
        {
            ValueName = "URL",
        };

    public static IReadOnlyList<ScenarioOption> All { get; } = [Target];

    private static Uri Cache(string typed) =>
        Uri.TryCreate(typed, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new UsageError(
                $"--target {typed}: not an http or https URL. Give the cache's, as in http://10.255.255.1:5000."
            );
}
