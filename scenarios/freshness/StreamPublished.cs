using NUnit.Framework;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Freshness;

/// <summary>Whether the stream came as it should while its playlists were watched: else nothing is known of the caches.</summary>
internal static class StreamPublished
{
    public static void Judge(Step step, ServedStream stream, LiveOrigin live, FreshnessWatch watch)
    {
        // Where the encoder is late, so is everything that it publishes: that says nothing of the origin.
        if (Pace(step, live.Speed))
            Publications(step, stream, watch);
    }

    // A stream that comes late is stale whatever the caches do.
    private static bool Pace(Step step, double speed)
    {
        const string Claim = "the encoder kept pace while it was watched";
        step.Measure(
            new(Claim, speed, "x", Source: "stream time by wall time, from FFmpeg's -progress")
        );
        if (speed >= Bounds.EncoderPace)
            return step.Expect(
                Claim,
                Math.Round(speed, 3),
                Is.GreaterThanOrEqualTo(Bounds.EncoderPace)
            );
        step.CannotTell(
            Claim,
            $"at least {Bounds.EncoderPace} x real time",
            $"it ran at {speed:0.00} x real time"
        );
        return false;
    }

    private static void Publications(Step step, ServedStream stream, FreshnessWatch watch)
    {
        var due = (int)(watch.Watching / stream.SegmentDuration) - 1;
        step.Expect(
            "playlists published while it was watched",
            watch.Publications.Timeline.Publications.Count,
            Is.GreaterThanOrEqualTo(due),
            "one per segment; the playlist of a stream that stands still is never superseded and looks fresh"
        );
        step.Expect(
            "segments that appeared by a rename",
            watch.Publications.Renamed.Count(IsSegment),
            Is.GreaterThanOrEqualTo(due)
        );
        step.Expect(
            "segments written under their own name",
            watch.Publications.WrittenInPlace.Where(IsSegment),
            Is.Empty,
            "hls_flags temp_file: an early request gets the whole segment or none"
        );
    }

    // Files that other steps put into the folder meanwhile; the encoder writes none of this name.
    private const string Ours = "verify-";

    private static bool IsSegment(string name) =>
        name.EndsWith(".ts", StringComparison.Ordinal)
        && !name.StartsWith(Ours, StringComparison.Ordinal);
}
