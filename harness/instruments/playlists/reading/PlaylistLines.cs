using System.Buffers;
using System.Text;

namespace Verify.Instruments.Playlists.Reading;

/// <summary>A line of a playlist: a tag with its value, or a URI.</summary>
/// <param name="Tag">Null for a URI.</param>
/// <param name="Value">What follows the tag's colon, or the URI.</param>
internal readonly record struct PlaylistLine(int Number, PlaylistTag? Tag, string Value)
{
    public string Name => Tag?.Name ?? "URI";

    public string Section => Tag?.Section ?? PlaylistLines.Section;

    public PlaylistError Wrong(string what) => new(Number, what, Section);
}

/// <summary>Cuts bytes into the lines of a playlist (RFC 8216 section 4.1); comments and blank lines are left out.</summary>
internal static class PlaylistLines
{
    public const string Section = "RFC 8216 section 4.1";

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    // A tab is white space; every other control character is forbidden.
    private static readonly SearchValues<byte> Control = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Where(b => b != '\t').Select(b => (byte)b),
        0x7F,
    ]);

    public static List<PlaylistLine> Split(
        ReadOnlySpan<byte> bytes,
        PlaylistLimits limits,
        PlaylistFaults faults
    )
    {
        if (bytes.IsEmpty)
            throw new PlaylistError(0, "an empty file is no playlist", Section);
        if (bytes.Length > limits.Bytes)
            throw new PlaylistError(
                0,
                $"{bytes.Length} bytes; a playlist of more than {limits.Bytes} is refused",
                Section
            );
        var lines = new List<PlaylistLine>(32);
        var number = 0;
        while (!bytes.IsEmpty)
        {
            if (++number > limits.Lines)
                throw new PlaylistError(
                    number,
                    $"a playlist of more than {limits.Lines} lines is refused",
                    Section
                );
            var end = bytes.IndexOf((byte)'\n');
            var raw = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (raw.EndsWith("\r"u8))
                raw = raw[..^1];
            if (number == 1)
                First(raw, faults);
            else if (!IsPassedOver(raw))
                lines.Add(Line(number, raw, faults));
        }
        return lines;
    }

    private static void First(ReadOnlySpan<byte> raw, PlaylistFaults faults)
    {
        if (raw.StartsWith("\uFEFF"u8))
            throw new PlaylistError(1, "a byte order mark before #EXTM3U", Section);
        if (!raw.TrimEnd(" \t"u8).SequenceEqual("#EXTM3U"u8))
            throw new PlaylistError(
                1,
                $"the first line is not #EXTM3U{Instead(raw)}",
                "RFC 8216 section 4.3.1.1"
            );
        if (raw.Length > "#EXTM3U".Length)
            faults.Tolerate(1, "white space after #EXTM3U", Section, "players cut it off");
    }

    private static string Instead(ReadOnlySpan<byte> raw)
    {
        var start = raw.TrimStart(" \t"u8);
        return start.StartsWith("<"u8) ? ": it looks like HTML or XML"
            : start.StartsWith("\x1F\u008B"u8)
            || (raw.Length > 1 && raw[0] == 0x1F && raw[1] == 0x8B)
                ? ": it is compressed with gzip"
            : start.StartsWith("{"u8) ? ": it looks like JSON"
            : raw.Length > 0 && raw[0] == 0x47 ? ": it looks like MPEG-TS"
            : "";
    }

    private static bool IsPassedOver(ReadOnlySpan<byte> raw) =>
        raw.IsEmpty
        || (
            raw[0] == '#'
            && !raw.StartsWith("#EXT"u8)
            && raw.IndexOfAny(Control) < 0
            && Ascii.IsValid(raw)
        );

    private static PlaylistLine Line(int number, ReadOnlySpan<byte> raw, PlaylistFaults faults)
    {
        var control = raw.IndexOfAny(Control);
        if (control >= 0)
            faults.Tolerate(
                number,
                $"control character 0x{raw[control]:X2}",
                Section,
                "players take it as part of the line"
            );
        if (!raw.StartsWith("#"u8))
            return Uri(number, raw, faults);
        if (!raw.StartsWith("#EXT"u8))
            return new(number, PlaylistTags.Of("#"u8), Text(number, raw, faults));
        var colon = raw.IndexOf((byte)':');
        var name = colon < 0 ? raw[1..] : raw[1..colon];
        var tag = PlaylistTags.Of(name);
        if (
            tag.Name.Length == 0
            && PlaylistTags.Of(name.TrimEnd(" \t"u8)) is { Name.Length: > 0 } spaced
        )
        {
            tag = spaced;
            faults.Tolerate(
                number,
                $"white space after {tag.Name}",
                tag.Section,
                "players cut it off"
            );
        }
        return new(number, tag, colon < 0 ? "" : Text(number, raw[(colon + 1)..], faults));
    }

    private static PlaylistLine Uri(int number, ReadOnlySpan<byte> raw, PlaylistFaults faults)
    {
        var trimmed = raw.Trim(" \t"u8);
        // A line of white space is blank to a player and nothing to the grammar.
        if (trimmed.Length < raw.Length)
            faults.Tolerate(
                number,
                trimmed.IsEmpty ? "a line of white space" : "white space around a URI",
                Section,
                "players cut it off"
            );
        return trimmed.IsEmpty
            ? new(number, PlaylistTags.Of("#"u8), "")
            : new(number, null, Text(number, trimmed, faults));
    }

    private static string Text(int number, ReadOnlySpan<byte> raw, PlaylistFaults faults)
    {
        try
        {
            return raw.IsEmpty ? "" : Utf8.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            faults.Tolerate(number, "not UTF-8", Section, "players put U+FFFD in its place");
            return Encoding.UTF8.GetString(raw);
        }
    }
}
