using System.Globalization;
using System.Text.Json.Nodes;

namespace Verify.Origin.Keys;

/// <summary>A table of keys as a JSON schema.</summary>
internal static class KeySchema
{
    /// <summary>A section with these keys and no other.</summary>
    public static JsonObject Of(KeyTable table)
    {
        var root = Section();
        foreach (var key in table.Keys)
        {
            var (at, path) = (root, key.Name.Split('.'));
            foreach (var section in path[..^1])
                at = (at["properties"]![section] ??= Section()).AsObject();
            at["properties"]![path[^1]] = Of(key);
        }
        return root;
    }

    /// <summary>The whole of a text is of a pattern.</summary>
    public static string Whole(string pattern) => $"^(?:{pattern})$";

    private static JsonObject Of(Key key)
    {
        var schema = Type(key);
        schema.Insert(0, "description", $"{key.Meaning}: {KeyValue.Allows(key)}");
        return schema;
    }

    private static JsonObject Type(Key key) =>
        key.Kind switch
        {
            KeyKind.Flag => new() { ["type"] = "boolean" },
            KeyKind.Number => Number(key),
            KeyKind.NumberChoice => new()
            {
                ["enum"] = new JsonArray([
                    .. key.Allowed.Select(one =>
                        (JsonNode)long.Parse(one, CultureInfo.InvariantCulture)
                    ),
                ]),
            },
            KeyKind.Choice => Words(key),
            KeyKind.Words => new()
            {
                ["type"] = "array",
                ["items"] = Words(key),
                ["minItems"] = 1,
                ["uniqueItems"] = true,
            },
            KeyKind.Bitrate => Text(BitratePattern.Of(key.Min, key.Max)),
            KeyKind.Text => Text(key.Pattern),
            _ => new()
            {
                ["type"] = "array",
                ["items"] = Part(key.Parts!),
                ["minItems"] = key.Min,
                ["maxItems"] = key.Max,
            },
        };

    private static JsonObject Number(Key key)
    {
        var number = new JsonObject
        {
            ["type"] = "integer",
            ["minimum"] = key.Min,
            ["maximum"] = key.Max,
        };
        if (key.Step > 1)
            number["multipleOf"] = key.Step;
        return number;
    }

    private static JsonObject Words(Key key) =>
        new() { ["enum"] = new JsonArray([.. key.Allowed.Select(word => (JsonNode)word)]) };

    private static JsonObject Text(string pattern) =>
        new()
        {
            ["type"] = "string",
            ["pattern"] = Whole(pattern),
            ["maxLength"] = Key.LongestText,
        };

    private static JsonObject Part(KeyTable parts)
    {
        var part = Of(parts);
        part["required"] = new JsonArray([.. parts.Keys.Select(key => (JsonNode)key.Name)]);
        return part;
    }

    private static JsonObject Section() =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(),
            ["additionalProperties"] = false,
        };
}
