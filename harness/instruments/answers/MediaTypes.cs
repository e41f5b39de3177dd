using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>Content-Type, as RFC 9110 section 8.3 reads it and RFC 8216 wants it.</summary>
public static class MediaTypes
{
    /// <summary>RFC 8216 section 4, and the name that players have known longest.</summary>
    public static readonly IReadOnlyList<string> Playlists =
    [
        "application/vnd.apple.mpegurl",
        "audio/mpegurl",
        "application/x-mpegurl",
        "audio/x-mpegurl",
    ];

    /// <summary>What the segments of RFC 8216 section 3 are registered as.</summary>
    public static readonly IReadOnlyList<string> Segments =
    [
        "video/mp2t",
        "video/mp4",
        "audio/mp4",
        "video/iso.segment",
        "audio/aac",
        "audio/mpeg",
        "audio/ac3",
        "text/vtt",
    ];

    /// <summary>
    /// Type and parameters, by lower case and without blanks. A playlist is UTF-8 whether that is said or not (RFC 8216
    /// section 4), and the boundary between parts is another in every answer.
    /// </summary>
    public static string Comparable(HttpAnswer answer)
    {
        var all = answer.All("Content-Type").Select(One).ToArray();
        return all.Length == 0 ? AnswerFacet.None : string.Join(" and ", all);
    }

    public static bool IsPlaylist(string comparable) =>
        Playlists.Contains(comparable.Split(';')[0]);

    public static bool IsSegment(string comparable) => Segments.Contains(comparable.Split(';')[0]);

    private static string One(string line)
    {
        var parts = line.Split(';', StringSplitOptions.TrimEntries);
        var type = parts[0].ToLowerInvariant();
        var said = parts
            .Skip(1)
            .Select(one => one.ToLowerInvariant())
            .Where(one =>
                one.Length > 0
                && !one.StartsWith("boundary=", StringComparison.Ordinal)
                && !(
                    Playlists.Contains(type)
                    && one.Replace("\"", "", StringComparison.Ordinal) == "charset=utf-8"
                )
            );
        return string.Join(';', said.Prepend(type));
    }
}
