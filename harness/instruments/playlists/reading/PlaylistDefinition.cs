namespace Verify.Instruments.Playlists.Reading;

/// <summary>EXT-X-DEFINE (rfc8216bis section 4.4.2.3): a variable given, imported, or taken from the query.</summary>
internal static class PlaylistDefinition
{
    private static readonly string[] Kinds = ["NAME", "IMPORT", "QUERYPARAM"];

    public static void Read(
        PlaylistLine line,
        CommonTags common,
        PlaylistFaults faults,
        PlaylistVariables variables
    )
    {
        var attributes = common.Attributes(line);
        if (Kinds.Count(attributes.Has) != 1)
        {
            faults.Tolerate(
                line,
                "EXT-X-DEFINE with other than one of NAME, IMPORT and QUERYPARAM",
                "players pass the tag over"
            );
            return;
        }
        var kind = Kinds.Single(attributes.Has);
        common.Need(kind == "QUERYPARAM" ? 11 : 8, $"EXT-X-DEFINE with {kind}", line.Number);
        if (kind == "NAME" && !attributes.Require("VALUE"))
            return;
        var name = attributes.Quoted(kind)!;
        var value = kind switch
        {
            "NAME" => attributes.Quoted("VALUE")!,
            "IMPORT" => Imported(line, name, variables.Context),
            _ => Queried(line, name, variables.Context),
        };
        if (!variables.Define(name, value))
            throw line.Wrong($"the variable '{PlaylistValues.Shown(name)}' is defined twice");
    }

    private static string Imported(PlaylistLine line, string name, PlaylistContext context)
    {
        if (context.Imported is null)
            return $"{{${name}}}";
        return context.Imported.TryGetValue(name, out var value)
            ? value
            : throw line.Wrong(
                $"IMPORT: the multivariant playlist defines no '{PlaylistValues.Shown(name)}'"
            );
    }

    private static string Queried(PlaylistLine line, string name, PlaylistContext context)
    {
        if (context.Address is null)
            return $"{{${name}}}";
        foreach (var pair in context.Address.Query.TrimStart('?').Split('&'))
            if (pair.Split('=', 2) is [var key, var value] && Uri.UnescapeDataString(key) == name)
                return Uri.UnescapeDataString(value);
        throw line.Wrong(
            $"QUERYPARAM: the address has no parameter '{PlaylistValues.Shown(name)}'"
        );
    }
}
