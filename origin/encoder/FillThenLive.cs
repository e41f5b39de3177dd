using System.Globalization;
using Verify.Origin.Profile;

namespace Verify.Origin.Encoder;

/// <summary>
/// How fast the encoder runs: as fast as it can until the playlist is full, in real time from then on.
/// </summary>
/// <remarks>
/// One process does both, so no EXT-X-DISCONTINUITY is written and old segments are deleted as ever; two
/// processes (fill, then carry on with append_list) give neither. FFmpeg's -re cannot change its speed, the
/// realtime filter can: sendcmd sets it at a moment of the stream. Pacing the pictures is enough, because
/// FFmpeg always takes next from the source that is behind, and so the sound follows.
/// </remarks>
internal static class FillThenLive
{
    // Far beyond what any encoder does: while it fills, it is not held back.
    private const int FillSpeed = 100;

    // The filter sets its clock anew, and says so, when it is off by more than limit / speed. While it fills it
    // always is, so the limit is out of the way: an hour.
    private static readonly TimeSpan FillLimit = TimeSpan.FromHours(1) * FillSpeed;

    // The filter's own default. The switch is a jump of more than that, so the clock starts anew there;
    // a live encoder that was held up for less catches up and stays on time.
    private static readonly TimeSpan LiveLimit = TimeSpan.FromSeconds(2);

    /// <summary>The stream's time at which it becomes live: the list is full, and one segment has left it.</summary>
    public static TimeSpan FullAt(OriginProfile profile) =>
        profile.SegmentDuration * (profile.Hls.ListSize + 1);

    /// <summary>The part of the filter graph that the pictures pass first.</summary>
    public static string Filters(OriginProfile profile) =>
        $"sendcmd=c='{Seconds(FullAt(profile))} realtime limit {Seconds(LiveLimit)},realtime speed 1',"
        + $"realtime=speed={FillSpeed}:limit={Seconds(FillLimit)}";

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
