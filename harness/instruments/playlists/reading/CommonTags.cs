namespace Verify.Instruments.Playlists.Reading;

/// <summary>The tags of both kinds of playlist (RFC 8216 sections 4.3.1 and 4.3.5, rfc8216bis 4.4.2).</summary>
internal sealed class CommonTags(PlaylistFaults faults, PlaylistVariables variables)
{
    private ulong seen;
    private PlaylistStart? start;
    private bool independent;
    private VersionNeed needs = VersionNeed.None;

    public int Version { get; private set; } = 1;

    /// <summary>What is used at a line asks for a version (RFC 8216 section 7).</summary>
    public void Need(int version, string feature, int line)
    {
        if (version > needs.Version)
            needs = new(version, feature, line);
    }

    public PlaylistAttributes Attributes(PlaylistLine line) =>
        PlaylistAttributes.Read(line, faults, variables);

    public string Uri(PlaylistLine line, string text)
    {
        if (!text.Contains("{$", StringComparison.Ordinal))
            return text;
        Need(8, "variables", line.Number);
        return variables.In(line, text);
    }

    /// <summary>A breach where a tag that may come once comes again.</summary>
    public void Once(PlaylistLine line, PlaylistTag tag)
    {
        if (!tag.Once)
            return;
        var bit = 1UL << tag.Index;
        if ((seen & bit) != 0)
            faults.Tolerate(line, $"{tag.Name} is given twice", "players take the last");
        seen |= bit;
    }

    /// <summary>A whole number as the value of a tag; players cannot do without it.</summary>
    public long Whole(PlaylistLine line) =>
        PlaylistValues.Whole(Trimmed(line, line.Value))
        ?? throw line.Wrong(
            $"{line.Name}: '{PlaylistValues.Shown(line.Value)}' is no decimal integer"
        );

    public ReadOnlySpan<char> Trimmed(PlaylistLine line, ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < text.Length)
            faults.Tolerate(
                line,
                $"{line.Name}: white space around the value",
                "players cut it off"
            );
        return trimmed;
    }

    public void Read(PlaylistLine line)
    {
        switch (line.Tag!.Name)
        {
            case "EXTM3U":
                faults.Tolerate(line, "a second #EXTM3U", "players pass it over");
                break;
            case "EXT-X-VERSION":
                Version = (int)Math.Min(Whole(line), int.MaxValue);
                break;
            case "EXT-X-INDEPENDENT-SEGMENTS":
                independent = true;
                break;
            case "EXT-X-START":
                var attributes = Attributes(line);
                if (
                    attributes.Require("TIME-OFFSET")
                    && attributes.SignedSeconds("TIME-OFFSET") is { } offset
                )
                    start = new(offset, attributes.YesNo("PRECISE") ?? false, line.Number);
                break;
            case "EXT-X-DEFINE":
                PlaylistDefinition.Read(line, this, faults, variables);
                break;
        }
    }

    public T Finish<T>(T playlist)
        where T : Playlist =>
        playlist with
        {
            Notes = faults.Notes,
            Needs = needs,
            IndependentSegments = independent,
            Start = start,
            Variables = variables.Values,
        };
}
