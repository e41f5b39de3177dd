namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>How long the edges keep things, scaled so that a run sees the end of it: the design's are an hour and a week.</summary>
/// <param name="Playlist">proxy_cache_valid of playlists.</param>
/// <param name="Segment">proxy_cache_valid of segments.</param>
/// <param name="Inactive">What nobody asks for is kept so long.</param>
internal sealed record EdgeTimes(TimeSpan Playlist, TimeSpan Segment, TimeSpan Inactive)
{
    public static EdgeTimes Scaled { get; } =
        new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(10));
}
