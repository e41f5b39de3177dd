using Verify.Instruments.Nginx.Values;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>How long the edges keep things, scaled so that a run sees the end of it: the design's are an hour and a week.</summary>
/// <param name="Playlist">proxy_cache_valid of playlists.</param>
/// <param name="Segment">proxy_cache_valid of segments.</param>
/// <param name="Inactive">What nobody asks for is kept so long.</param>
internal sealed record EdgeTimes(TimeSpan Playlist, TimeSpan Segment, TimeSpan Inactive)
{
    private const string PlaylistKey = "edge.playlist";
    private const string SegmentKey = "edge.segment";
    private const string InactiveKey = "edge.inactive";

    private static readonly string[] Keys = [PlaylistKey, SegmentKey, InactiveKey];

    // With less nothing of a time is seen; nginx counts in whole seconds.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>--set edge.playlist=1h</summary>
    public static ScenarioOption<EdgeTimes> Option { get; } =
        new(
            "set",
            $"How long the edges keep things, as nginx writes times: {PlaylistKey}=2s, {SegmentKey}=6s, {InactiveKey}=10m are the defaults; the design's own are 1h, 7d and 7d. A run waits for the ends of the first two. Repeatable.",
            Parse
        )
        {
            IsRepeatable = true,
            ValueName = "key=value",
        };

    public static EdgeTimes Scaled { get; } =
        new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(10));

    public static EdgeTimes Of(RunRequest request) => Option.Of(request) ?? Scaled;

    /// <exception cref="UsageError">There is no such key, or the value is no time.</exception>
    private static EdgeTimes Parse(string typed) =>
        typed.Split(ScenarioOption.Between).Aggregate(Scaled, (times, one) => times.With(one));

    private EdgeTimes With(string setting)
    {
        var (key, value) = setting.Split('=', 2) is [var left, var right]
            ? (left, right)
            : throw new UsageError(
                $"--set {setting}: give a key and a value, as in --set {PlaylistKey}=1h. Keys are {string.Join(", ", Keys)}."
            );
        return key switch
        {
            PlaylistKey => this with { Playlist = TimeOf(setting, value) },
            SegmentKey => this with { Segment = TimeOf(setting, value) },
            InactiveKey => this with { Inactive = TimeOf(setting, value) },
            _ => throw new UsageError(
                $"--set {setting}: '{key}' is no key; keys are {string.Join(", ", Keys)}."
                    + NearestMatch.Hint(key, Keys)
            ),
        };
    }

    private static TimeSpan TimeOf(string setting, string value)
    {
        if (!TimeValue.TryParse(value, wholeSeconds: true, out var seconds, out var reason))
            throw new UsageError(
                $"--set {setting}: {reason}. Give {TimeValue.Allowed(wholeSeconds: true)}."
            );
        return seconds >= Shortest.TotalSeconds && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageError(
                $"--set {setting}: give a time from {Shortest.TotalSeconds:0}s to {Longest.TotalDays:0}d."
            );
    }
}
