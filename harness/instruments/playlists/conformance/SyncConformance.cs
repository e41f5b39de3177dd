using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>The variants of a presentation keep step (RFC 8216 section 6.2.4).</summary>
internal static class SyncConformance
{
    private const string Section = "RFC 8216 section 6.2.4";

    private static readonly PlaylistRule Targets = new(
        "target-durations-differ",
        Error,
        Section,
        "players keep the pace of the variant they began with: after a change they buffer too little",
        "cut all variants alike and declare one EXT-X-TARGETDURATION"
    );

    private static readonly PlaylistRule Ends = new(
        "renditions-out-of-sync",
        Warning,
        Section,
        "a player that changes variant finds the next segment missing, or jumps",
        "publish all variants from one encoder at one moment"
    );

    private static readonly PlaylistRule Discontinuities = new(
        "discontinuity-sequences-differ",
        Error,
        Section,
        "players take matching time stamps for different ones when they change variant",
        "count discontinuities alike in all variants"
    );

    public static IEnumerable<PlaylistFinding> Of(
        IReadOnlyList<(string Name, MediaPlaylist Playlist)> renditions
    )
    {
        if (renditions.Count == 0)
            yield break;
        var (name, first) = renditions[0];
        foreach (var (otherName, other) in renditions.Skip(1))
        {
            if (other.TargetDuration != first.TargetDuration)
                yield return Targets.At(
                    0,
                    $"{name} has {first.TargetDuration.TotalSeconds:0} s, {otherName} {other.TargetDuration.TotalSeconds:0} s"
                );
            if (
                first.Sequence == other.Sequence
                && first.DiscontinuitySequence != other.DiscontinuitySequence
            )
                yield return Discontinuities.At(
                    0,
                    $"{name} has {first.DiscontinuitySequence}, {otherName} {other.DiscontinuitySequence}"
                );
            if (Apart(first, other) is { } apart && apart > first.TargetDuration)
                yield return Ends.At(
                    0,
                    $"{name} and {otherName} end {apart.TotalSeconds:0.###} s apart; a target duration is {first.TargetDuration.TotalSeconds:0} s"
                );
        }
    }

    // By the clock where both say it, else by length where nothing was removed; numbers need not agree (6.3.2).
    private static TimeSpan? Apart(MediaPlaylist a, MediaPlaylist b)
    {
        if (End(a) is { } one && End(b) is { } other)
            return (one - other).Duration();
        var isWhole = a.Ended && b.Ended && a.Sequence == b.Sequence;
        return isWhole ? (a.Duration - b.Duration).Duration() : null;
    }

    private static DateTimeOffset? End(MediaPlaylist playlist)
    {
        var after = TimeSpan.Zero;
        for (var i = playlist.Segments.Count - 1; i >= 0; i--)
        {
            after += playlist.Segments[i].Duration;
            if (playlist.Segments[i].ProgramDateTime is { } date)
                return date < DateTimeOffset.MaxValue - after ? date + after : null;
        }
        return null;
    }
}
