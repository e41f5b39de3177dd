namespace Verify.Instruments.Playlists.Reading;

/// <summary>An attribute list (RFC 8216 section 4.2), each value by the type that its tag says it has.</summary>
internal sealed class PlaylistAttributes
{
    private const string Ignored = "players leave it out";

    private readonly PlaylistLine line;
    private readonly PlaylistFaults faults;
    private readonly Dictionary<string, AttributeValue> values;

    private PlaylistAttributes(
        PlaylistLine line,
        PlaylistFaults faults,
        Dictionary<string, AttributeValue> values
    ) => (this.line, this.faults, this.values) = (line, faults, values);

    /// <exception cref="PlaylistError">Read strictly, the list breaks the grammar.</exception>
    public static PlaylistAttributes Read(
        PlaylistLine line,
        PlaylistFaults faults,
        PlaylistVariables variables
    )
    {
        var values = AttributeList.Read(line, faults);
        // Variables stand in quoted strings and hexadecimal values only.
        if (line.Value.Contains("{$", StringComparison.Ordinal))
            foreach (var (name, value) in values.ToArray())
                if (value.Quoted || value.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
                    values[name] = value with { Text = variables.In(line, value.Text) };
        return new(line, faults, values);
    }

    public bool Has(string name) => values.ContainsKey(name);

    public IEnumerable<string> Names => values.Keys;

    /// <summary>Whether every one is there; what is missing is a breach.</summary>
    public bool Require(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (!values.ContainsKey(name))
            {
                faults.Tolerate(line, $"{line.Name} without {name}", "players pass the tag over");
                return false;
            }
        return true;
    }

    /// <summary>The breach that this tag may not have this attribute.</summary>
    public void Forbid(string name, string where)
    {
        if (values.ContainsKey(name))
            faults.Tolerate(line, $"{line.Name}: {name} {where}", Ignored);
    }

    /// <summary>The text as it is, whatever its type.</summary>
    public string? Raw(string name) => values.TryGetValue(name, out var value) ? value.Text : null;

    public string? Quoted(string name)
    {
        if (!values.TryGetValue(name, out var value))
            return null;
        if (!value.Quoted)
            faults.Tolerate(line, $"{line.Name}: {name} is not quoted", "players take it as it is");
        return value.Text;
    }

    /// <param name="allowed">All that it may be; any word where none are given.</param>
    public string? Word(string name, params ReadOnlySpan<string> allowed)
    {
        if (Unquoted(name) is not { } text || allowed.IsEmpty || allowed.Contains(text))
            return Unquoted(name);
        return Not(name, text, $"one of {string.Join(", ", allowed.ToArray())}");
    }

    public bool? YesNo(string name) => Word(name, "YES", "NO") is { } word ? word == "YES" : null;

    public long? Whole(string name) => Number(name, "decimal integer", PlaylistValues.Whole);

    public double? Decimal(string name) => Number(name, "decimal number", PlaylistValues.Decimal);

    public TimeSpan? Seconds(string name) =>
        Number(name, "duration in seconds", PlaylistValues.Seconds);

    public TimeSpan? SegmentSeconds(string name) =>
        Number(name, "duration in seconds", PlaylistValues.SegmentSeconds);

    public TimeSpan? SignedSeconds(string name) =>
        Number(name, "number of seconds", PlaylistValues.SignedSeconds);

    public Resolution? Resolution(string name) =>
        Number(name, "WIDTHxHEIGHT", text => PlaylistValues.Resolution(text.ToString()));

    public string? Hex(string name)
    {
        if (Unquoted(name) is not { } text)
            return null;
        return PlaylistValues.Hex(text) ?? Not(name, text, "a hexadecimal number such as 0x1F");
    }

    public DateTimeOffset? Date(string name)
    {
        if (Quoted(name) is not { } text)
            return null;
        var date = PlaylistValues.Date(text, out _);
        if (date is null)
            Not(name, text, "an ISO 8601 date with time");
        return date;
    }

    /// <summary>LENGTH or LENGTH@OFFSET in quotes.</summary>
    public (long Length, long? Offset)? Range(string name)
    {
        if (Quoted(name) is not { } text)
            return null;
        var range = PlaylistValues.Range(text);
        if (range is null)
            Not(name, text, "LENGTH or LENGTH@OFFSET");
        return range;
    }

    private delegate T? Reader<T>(ReadOnlySpan<char> text)
        where T : struct;

    private T? Number<T>(string name, string type, Reader<T> read)
        where T : struct
    {
        if (Unquoted(name) is not { } text)
            return null;
        var value = read(text);
        if (value is null)
            Not(name, text, $"a {type}");
        return value;
    }

    private string? Unquoted(string name)
    {
        if (!values.TryGetValue(name, out var value))
            return null;
        if (value.Quoted)
        {
            faults.Tolerate(line, $"{line.Name}: {name} is quoted", "players take off the quotes");
            // Said once: a getter may look twice.
            values[name] = value with
            {
                Quoted = false,
            };
        }
        return value.Text;
    }

    private string? Not(string name, string text, string type)
    {
        faults.Tolerate(
            line,
            $"{line.Name}: {name}: '{PlaylistValues.Shown(text)}' is not {type}",
            Ignored
        );
        return null;
    }
}
