namespace Verify.Instruments;

/// <summary>Reads the lines of a multivariant playlist (RFC 8216 section 4.3.4).</summary>
internal static class MultivariantPlaylistReader
{
    public static MultivariantPlaylist Read(List<PlaylistLine> lines)
    {
        var variants = new List<Variant>();
        var version = 1;
        PlaylistLine? stream = null;
        foreach (var line in lines)
        {
            switch (line.Tag)
            {
                case "EXT-X-VERSION":
                    version = (int)Math.Min(line.WholeNumber(), int.MaxValue);
                    break;
                case "EXT-X-STREAM-INF" when stream is not null:
                    throw line.Wrong("EXT-X-STREAM-INF follows another with no URI between");
                case "EXT-X-STREAM-INF":
                    stream = line;
                    break;
                case null when stream is null:
                    throw line.Wrong("a URI with no EXT-X-STREAM-INF before it");
                case null:
                    variants.Add(Variant(stream.Value, line));
                    stream = null;
                    break;
            }
        }
        if (stream is not null)
            throw stream.Value.Wrong("EXT-X-STREAM-INF with no URI after it");
        return new(version, variants);
    }

    private static Variant Variant(PlaylistLine stream, PlaylistLine uri)
    {
        var attributes = stream.Attributes();
        if (!attributes.TryGetValue("BANDWIDTH", out var bandwidth))
            throw stream.Wrong("EXT-X-STREAM-INF without BANDWIDTH");
        return new(
            stream.WholeNumber(bandwidth),
            attributes.TryGetValue("AVERAGE-BANDWIDTH", out var average)
                ? stream.WholeNumber(average)
                : null,
            attributes.GetValueOrDefault("CODECS"),
            attributes.TryGetValue("RESOLUTION", out var resolution)
                ? stream.Resolution(resolution)
                : null,
            uri.Value,
            uri.Number
        );
    }
}
