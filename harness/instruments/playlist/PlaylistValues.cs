using System.Globalization;

namespace Verify.Instruments;

/// <summary>The value types of RFC 8216 section 4.2, each with its own limit.</summary>
internal static class PlaylistValues
{
    // Ten thousand days: no segment is longer, and a TimeSpan holds it with room to spare.
    private const double LongestSeconds = 864_000_000;

    public static long WholeNumber(this PlaylistLine line) => WholeNumber(line, line.Value);

    public static long WholeNumber(this PlaylistLine line, string text) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw line.Wrong($"{line.Tag}: '{Shown(text)}' is no decimal integer");

    public static TimeSpan Seconds(this PlaylistLine line, string text) =>
        double.TryParse(
            text.Trim(),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var seconds
        ) && seconds is >= 0 and <= LongestSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw line.Wrong($"{line.Tag}: '{Shown(text)}' is no duration in seconds");

    public static TimeSpan WholeSeconds(this PlaylistLine line)
    {
        line.WholeNumber();
        return line.Seconds(line.Value);
    }

    public static Resolution Resolution(this PlaylistLine line, string text)
    {
        var parts = text.Split('x');
        return
            parts.Length == 2
            && int.TryParse(
                parts[0],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var width
            )
            && int.TryParse(
                parts[1],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var height
            )
            ? new(width, height)
            : throw line.Wrong($"RESOLUTION: '{Shown(text)}' is no WIDTHxHEIGHT");
    }

    /// <summary>NAME=value,NAME="quoted, value": a name may come once only.</summary>
    public static Dictionary<string, string> Attributes(this PlaylistLine line)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = line.Value.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0)
                throw line.Wrong($"{line.Tag}: '{Shown(rest.ToString())}' is no NAME=value");
            var name = rest[..equals].Trim().ToString();
            rest = rest[(equals + 1)..];
            if (!attributes.TryAdd(name, Value(line, name, ref rest)))
                throw line.Wrong($"{line.Tag}: {Shown(name)} is given twice");
        }
        return attributes;
    }

    private static string Value(PlaylistLine line, string name, ref ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> value;
        if (rest.StartsWith("\""))
        {
            var close = rest[1..].IndexOf('"');
            if (close < 0)
                throw line.Wrong($"{line.Tag}: the quote of {Shown(name)} is not closed");
            value = rest.Slice(1, close);
            rest = rest[(close + 2)..].TrimStart();
            if (!rest.IsEmpty && rest[0] != ',')
                throw line.Wrong($"{line.Tag}: text after the quoted {Shown(name)}");
        }
        else
        {
            var comma = rest.IndexOf(',');
            value = (comma < 0 ? rest : rest[..comma]).Trim();
            rest = comma < 0 ? [] : rest[comma..];
        }
        // What is left is either nothing or a comma and the next attribute.
        rest = rest.IsEmpty ? rest : rest[1..].TrimStart();
        return value.ToString();
    }

    private static string Shown(string text) => text.Length > 40 ? text[..40] + "..." : text;
}
