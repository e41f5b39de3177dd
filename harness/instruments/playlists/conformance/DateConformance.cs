using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>Dates against durations (RFC 8216 sections 4.3.2.6 and 4.3.2.7).</summary>
internal static class DateConformance
{
    // What rounding in EXTINF comes to over a playlist stays far below; players line renditions up by these dates.
    private static readonly TimeSpan Drift = TimeSpan.FromMilliseconds(500);

    private static readonly PlaylistRule Drifts = new(
        "date-drift",
        Warning,
        "RFC 8216 section 4.3.2.6",
        "players that seek by the clock or line up renditions by it land in the wrong place",
        "take the dates from the clock that cuts the segments, or mark the break with EXT-X-DISCONTINUITY"
    );

    private static readonly PlaylistRule Undated = new(
        "daterange-without-date",
        Error,
        "RFC 8216 section 4.3.2.7",
        "nothing says where on the timeline the range is: an advertisement or event is missed",
        "add EXT-X-PROGRAM-DATE-TIME"
    );

    private static readonly PlaylistRule Differs = new(
        "daterange-differs",
        Error,
        "RFC 8216 section 4.3.2.7",
        "which of the two a player goes by is chance",
        "give each range an ID of its own, or repeat the same values"
    );

    private static readonly PlaylistRule Startless = new(
        "daterange-without-start",
        Error,
        "RFC 8216 section 4.3.2.7",
        "nothing says when the range begins: players drop it",
        "add START-DATE"
    );

    public static IEnumerable<PlaylistFinding> Of(MediaPlaylist playlist) =>
        [.. Dates(playlist), .. Ranges(playlist)];

    private static IEnumerable<PlaylistFinding> Dates(MediaPlaylist playlist)
    {
        DateTimeOffset? expected = null;
        foreach (var segment in playlist.Segments)
        {
            if (segment.Discontinuity)
                expected = null;
            if (
                expected is { } due
                && segment.ProgramDateTime is { } said
                && (said - due).Duration() > Drift
            )
                yield return Drifts.At(
                    segment.Line,
                    $"segment {segment.Sequence} is dated {(said - due).TotalSeconds:+0.###;-0.###} s from where the durations before it lead"
                );
            var start = segment.ProgramDateTime ?? expected;
            expected =
                start < DateTimeOffset.MaxValue - segment.Duration
                    ? start + segment.Duration
                    : null;
        }
    }

    private static IEnumerable<PlaylistFinding> Ranges(MediaPlaylist playlist)
    {
        if (playlist.DateRanges.Count == 0)
            yield break;
        if (
            playlist.Skip is null
            && playlist.Segments.All(segment => segment.ProgramDateTime is null)
        )
            yield return Undated.At(
                playlist.DateRanges[0].Line,
                "EXT-X-DATERANGE in a playlist without EXT-X-PROGRAM-DATE-TIME"
            );
        var byId = new Dictionary<string, DateRange>(StringComparer.Ordinal);
        foreach (var range in playlist.DateRanges)
        {
            if (byId.TryAdd(range.Id, range))
            {
                if (range.Start is null)
                    yield return Startless.At(range.Line, $"ID '{range.Id}' has no START-DATE");
                continue;
            }
            var first = byId[range.Id];
            if (
                Contradict(first.Start, range.Start)
                || Contradict(first.End, range.End)
                || Contradict(first.Duration, range.Duration)
                || (
                    first.Class is not null && range.Class is not null && first.Class != range.Class
                )
            )
                yield return Differs.At(
                    range.Line,
                    $"ID '{range.Id}' has other values than in line {first.Line}"
                );
        }
    }

    private static bool Contradict<T>(T? a, T? b)
        where T : struct, IEquatable<T> => a is { } one && b is { } other && !one.Equals(other);
}
