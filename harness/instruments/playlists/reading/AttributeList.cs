using System.Buffers;

namespace Verify.Instruments.Playlists.Reading;

internal readonly record struct AttributeValue(string Text, bool Quoted);

/// <summary>Cuts NAME=value,NAME="quoted, value" apart (RFC 8216 section 4.2).</summary>
internal static class AttributeList
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
    );

    public static Dictionary<string, AttributeValue> Read(PlaylistLine line, PlaylistFaults faults)
    {
        var attributes = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        var rest = line.Value.AsSpan();
        while (!rest.IsEmpty)
        {
            // The first of either: looking for each alone would read a long line again and again.
            var cut = rest.IndexOfAny('=', ',');
            if (cut < 0 || rest[cut] == ',')
            {
                faults.Tolerate(
                    line,
                    $"{line.Name}: '{Shown(cut < 0 ? rest : rest[..cut])}' is not NAME=value",
                    "players go on behind the comma"
                );
                rest = cut < 0 ? [] : rest[(cut + 1)..];
                continue;
            }
            var name = Name(line, rest[..cut], faults);
            rest = rest[(cut + 1)..];
            var value = Value(line, name, ref rest, faults);
            if (!attributes.TryAdd(name, value))
            {
                faults.Tolerate(
                    line,
                    $"{line.Name}: {PlaylistValues.Shown(name)} is given twice",
                    "players take the last"
                );
                attributes[name] = value;
            }
        }
        return attributes;
    }

    private static string Name(PlaylistLine line, ReadOnlySpan<char> raw, PlaylistFaults faults)
    {
        var name = raw.Trim();
        if (name.Length < raw.Length)
            faults.Tolerate(
                line,
                $"{line.Name}: white space around the name {Shown(name)}",
                "players cut it off"
            );
        if (name.IsEmpty || name.IndexOfAnyExcept(NameCharacters) >= 0)
            faults.Tolerate(
                line,
                $"{line.Name}: '{Shown(name)}' is no attribute name: A to Z, 0 to 9 and '-'",
                "players know no such attribute and pass it over"
            );
        return name.ToString();
    }

    private static AttributeValue Value(
        PlaylistLine line,
        string name,
        ref ReadOnlySpan<char> rest,
        PlaylistFaults faults
    )
    {
        var start = rest.TrimStart();
        var quoted = start.StartsWith("\"");
        ReadOnlySpan<char> value;
        var isSpaced = quoted && start.Length < rest.Length;
        if (quoted)
        {
            var close = start[1..].IndexOf('"');
            if (close < 0)
                faults.Tolerate(
                    line,
                    $"{line.Name}: the quote of {PlaylistValues.Shown(name)} is not closed",
                    "players take the rest of the line"
                );
            value = close < 0 ? start[1..] : start.Slice(1, close);
            rest = close < 0 ? [] : start[(close + 2)..];
            var behind = rest.IndexOf(',') is var at and >= 0 ? rest[..at] : rest;
            if (!behind.IsEmpty)
                faults.Tolerate(
                    line,
                    $"{line.Name}: text after the quoted {PlaylistValues.Shown(name)}",
                    "players go on behind the comma"
                );
            rest = rest[behind.Length..];
        }
        else
        {
            var comma = rest.IndexOf(',');
            var raw = comma < 0 ? rest : rest[..comma];
            value = raw.Trim();
            isSpaced = value.Length < raw.Length;
            rest = rest[raw.Length..];
            if (value.IsEmpty || value.IndexOfAny('"', ' ', '\t') >= 0)
                faults.Tolerate(
                    line,
                    $"{line.Name}: '{Shown(value)}' is no value of {PlaylistValues.Shown(name)}",
                    "players take it as it is"
                );
        }
        if (isSpaced)
            faults.Tolerate(
                line,
                $"{line.Name}: white space around the value of {PlaylistValues.Shown(name)}",
                "players cut it off"
            );
        // What is left is either nothing or a comma and the next attribute.
        if (rest is [','])
            faults.Tolerate(line, $"{line.Name}: a comma at the end", "players pass it over");
        rest = rest.IsEmpty ? rest : rest[1..];
        return new(value.ToString(), quoted);
    }

    private static string Shown(ReadOnlySpan<char> text) =>
        PlaylistValues.Shown(text[..Math.Min(text.Length, 50)].ToString());
}
