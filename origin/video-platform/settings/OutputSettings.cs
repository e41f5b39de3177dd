namespace Verify.VideoPlatform.Settings;

/// <summary>What is made into videos, and how long what was made is kept.</summary>
/// <param name="Sources">What original_url may name: <c>lavfi:</c>, and folders as <c>file:///folder/</c>.</param>
/// <param name="Keep">How long a version stays after a newer one: longer than any cache on the way to a viewer keeps its playlists.</param>
/// <param name="MasterMaxAge">How long a master playlist that can change may be reused.</param>
internal sealed record OutputSettings(
    IReadOnlyList<string> Sources,
    TimeSpan Keep,
    TimeSpan MasterMaxAge
)
{
    public const string TestSource = "lavfi:";
    public const string FolderSource = "file://";

    private static readonly TimeSpan MostKept = TimeSpan.FromDays(365);

    public static OutputSettings Read(EnvironmentReader environment)
    {
        var sources = environment
            .Text("VIDEO_SOURCES", TestSource)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var source in sources.Where(one => !IsSource(one)))
            environment.Refuse(
                "VIDEO_SOURCES",
                $"'{source}' is not allowed; give a list, with commas, of {TestSource} and of folders such as file:///srv/uploads/"
            );
        return new(
            sources,
            environment.Duration("VERSION_KEEP", TimeSpan.FromHours(24), MostKept),
            environment.Duration("MASTER_MAX_AGE", TimeSpan.FromSeconds(10), MostKept)
        );
    }

    private static bool IsSource(string text) =>
        text == TestSource
        || Uri.TryCreate(text, UriKind.Absolute, out var folder)
            && folder is { IsFile: true, Host: "" }
            && Directory.Exists(folder.LocalPath);
}
