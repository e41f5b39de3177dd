using System.Text.RegularExpressions;

namespace Verify.Scenarios.NixCache;

/// <summary>The options of the scenario.</summary>
internal static partial class CacheOptions
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

    /// <summary>What is looked at there.</summary>
    public static ScenarioOption<string> Path { get; } =
        new(
            "path",
            "With --target: a path of the cache's store to look at, with what it needs. Repeatable.",
            StorePath
        )
        {
            ValueName = "PATH",
            IsRepeatable = true,
        };

    public static IReadOnlyList<ScenarioOption> All { get; } = [Target, Path];

    /// <exception cref="UsageError">A path is none of a store, or nothing is observed.</exception>
    public static IReadOnlyList<string> PathsOf(RunRequest request)
    {
        if (request.Parameters.GetValueOrDefault(Path.Name) is not { } given)
            return [];
        if (Target.Of(request) is null)
            throw new UsageError(
                "--path says what to look at in a running cache. Give its URL with --target."
            );
        return [.. given.Split(ScenarioOption.Between).Select(StorePath)];
    }

    private static string StorePath(string typed) =>
        typed.Split(ScenarioOption.Between).FirstOrDefault(one => !Form().IsMatch(one)) is { } wrong
            ? throw new UsageError(
                $"--path {wrong}: not a path of a store. Give one as nix prints it, as in /nix/store/HASH-name, with 32 letters and digits of HASH."
            )
            : typed;

    [GeneratedRegex(@"\A/[^\0]*/[0-9a-df-np-sv-z]{32}-[0-9A-Za-z+\-._?=]{1,211}\z")]
    private static partial Regex Form();

    private static Uri Cache(string typed) =>
        Uri.TryCreate(typed, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new UsageError(
                $"--target {typed}: not an http or https URL. Give the cache's, as in http://10.255.255.1:5000."
            );
}
