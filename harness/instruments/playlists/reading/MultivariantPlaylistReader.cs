namespace Verify.Instruments.Playlists.Reading;

/// <summary>Reads the lines of a multivariant playlist (RFC 8216 section 4.3.4).</summary>
internal sealed class MultivariantPlaylistReader(PlaylistFaults faults, CommonTags common)
{
    private readonly List<Variant> variants = [];
    private readonly List<Variant> iFrames = [];
    private readonly List<MediaRendition> renditions = [];
    private readonly List<SessionData> data = [];
    private readonly List<EncryptionKey> keys = [];
    private ContentSteering? steering;
    private PlaylistLine? stream;

    public static MultivariantPlaylist Read(
        List<PlaylistLine> lines,
        PlaylistFaults faults,
        PlaylistVariables variables
    )
    {
        var common = new CommonTags(faults, variables);
        var reader = new MultivariantPlaylistReader(faults, common);
        foreach (var line in lines)
            if (line.Tag is { } tag)
                reader.Read(line, tag);
            else
                reader.Uri(line);
        return common.Finish(reader.Finish());
    }

    private void Read(PlaylistLine line, PlaylistTag tag)
    {
        common.Once(line, tag);
        switch (tag.Name)
        {
            case "EXT-X-STREAM-INF":
                if (stream is not null)
                    faults.Tolerate(
                        line,
                        "EXT-X-STREAM-INF follows another with no URI between",
                        "players take the last"
                    );
                stream = line;
                break;
            case "EXT-X-I-FRAME-STREAM-INF":
                var attributes = common.Attributes(line);
                if (attributes.Require("URI"))
                    iFrames.Add(
                        VariantTag.Read(line, attributes, attributes.Quoted("URI")!, line.Number)
                    );
                break;
            case "EXT-X-MEDIA":
                if (RenditionTag.Read(line, common, faults) is { } rendition)
                    renditions.Add(rendition);
                break;
            case "EXT-X-SESSION-DATA":
                if (Data(line) is { } datum)
                    data.Add(datum);
                break;
            case "EXT-X-SESSION-KEY":
                keys.Add(KeyTag.Read(line, common, faults));
                break;
            case "EXT-X-CONTENT-STEERING":
                var steers = common.Attributes(line);
                if (steers.Require("SERVER-URI"))
                    steering = new(
                        steers.Quoted("SERVER-URI")!,
                        steers.Quoted("PATHWAY-ID"),
                        line.Number
                    );
                break;
            default:
                if (tag.Scope == TagScope.Either)
                    common.Read(line);
                break;
        }
    }

    private void Uri(PlaylistLine line)
    {
        if (stream is not { } inf)
        {
            faults.Tolerate(
                line.Number,
                "a URI with no EXT-X-STREAM-INF before it",
                "RFC 8216 section 4.3.4.2",
                "players pass it over"
            );
            return;
        }
        variants.Add(
            VariantTag.Read(inf, common.Attributes(inf), common.Uri(line, line.Value), line.Number)
        );
        stream = null;
    }

    private MultivariantPlaylist Finish()
    {
        if (stream is { } open)
            faults.Tolerate(open, "EXT-X-STREAM-INF with no URI after it", "players pass it over");
        return new(common.Version, variants)
        {
            Renditions = renditions,
            IFrameVariants = iFrames,
            SessionData = data,
            SessionKeys = keys,
            Steering = steering,
        };
    }

    private SessionData? Data(PlaylistLine line)
    {
        var attributes = common.Attributes(line);
        if (!attributes.Require("DATA-ID"))
            return null;
        if (attributes.Has("VALUE") == attributes.Has("URI"))
            faults.Tolerate(
                line,
                "EXT-X-SESSION-DATA with other than one of VALUE and URI",
                "players that know it pass it over"
            );
        return new(
            attributes.Quoted("DATA-ID")!,
            attributes.Quoted("VALUE"),
            attributes.Quoted("URI"),
            attributes.Quoted("LANGUAGE"),
            line.Number
        );
    }
}
