namespace Verify.Instruments.Playlists.Reading;

/// <summary>EXT-X-KEY and EXT-X-SESSION-KEY (RFC 8216 sections 4.3.2.4 and 4.3.4.5).</summary>
internal static class KeyTag
{
    public const string None = "NONE";

    /// <exception cref="PlaylistError">Without the method or the key nothing can be decrypted by any player.</exception>
    public static EncryptionKey Read(PlaylistLine line, CommonTags common, PlaylistFaults faults)
    {
        var attributes = common.Attributes(line);
        if (attributes.Word("METHOD") is not { } method)
            throw line.Wrong($"{line.Name} without METHOD");
        var isSession = line.Tag!.Name == "EXT-X-SESSION-KEY";
        if (method == None)
        {
            if (isSession)
                faults.Tolerate(line, "METHOD=NONE in EXT-X-SESSION-KEY", "players pass it over");
            foreach (var name in (string[])["URI", "IV", "KEYFORMAT", "KEYFORMATVERSIONS"])
                attributes.Forbid(name, "with METHOD=NONE");
            return new(None, null, null, EncryptionKey.Identity, null, line.Number);
        }
        if (!attributes.Has("URI"))
            throw line.Wrong($"{line.Name} without URI");
        if (attributes.Has("IV"))
            common.Need(2, "IV of EXT-X-KEY", line.Number);
        if (attributes.Has("KEYFORMAT") || attributes.Has("KEYFORMATVERSIONS"))
            common.Need(5, "KEYFORMAT of EXT-X-KEY", line.Number);
        return new(
            method,
            attributes.Quoted("URI"),
            Iv(line, attributes, faults),
            attributes.Quoted("KEYFORMAT") ?? EncryptionKey.Identity,
            attributes.Quoted("KEYFORMATVERSIONS"),
            line.Number
        );
    }

    // 128 bits are 32 digits.
    private static string? Iv(
        PlaylistLine line,
        PlaylistAttributes attributes,
        PlaylistFaults faults
    )
    {
        var iv = attributes.Hex("IV");
        if (iv is { Length: > 32 })
            faults.Tolerate(
                line,
                $"{line.Name}: IV has more than 128 bits",
                "players take what fits"
            );
        return iv;
    }
}
