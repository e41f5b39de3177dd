using System.Text.Json;
using System.Text.Json.Nodes;
using Tomlyn;
using Tomlyn.Model;

namespace Verify.Scenarios.ConfigConsistency.Own.Reading;

/// <summary>A wrangler file as JSON, whichever of its three forms it has.</summary>
internal static class WranglerText
{
    // As wrangler itself looks for them.
    private static readonly string[] Names = ["wrangler.json", "wrangler.jsonc", "wrangler.toml"];

    private static readonly JsonDocumentOptions WithComments = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <returns>Null where the folder has none.</returns>
    /// <exception cref="UsageError">It does not parse.</exception>
    public static (Reading Reading, JsonObject Root)? Find(string folder)
    {
        if (
            Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            is not { } file
        )
            return null;
        var reading = Reading.Of(file);
        return (
            reading,
            file.EndsWith(".toml", StringComparison.Ordinal) ? Toml(reading) : Json(reading)
        );
    }

    private static JsonObject Json(Reading reading)
    {
        try
        {
            return JsonNode.Parse(reading.Text, documentOptions: WithComments) as JsonObject
                ?? throw new UsageError($"{reading.File}:1: it is no object: {{ \"main\": ... }}.");
        }
        catch (JsonException wrong)
        {
            throw new UsageError(
                $"{reading.File}:{(wrong.LineNumber ?? 0) + 1}: it does not parse: {wrong.Message.Split(" LineNumber")[0]}"
            );
        }
        // A name that is given twice.
        catch (ArgumentException wrong)
        {
            throw new UsageError($"{reading.File}: it does not parse: {wrong.Message}");
        }
    }

    private static JsonObject Toml(Reading reading)
    {
        try
        {
            return (JsonObject)
                JsonOf(TomlSerializer.Deserialize<TomlTable>(reading.Text) ?? new TomlTable())!;
        }
        catch (TomlException wrong)
        {
            throw new UsageError(
                $"{reading.File}:{wrong.Line}: it does not parse: {wrong.Message}"
            );
        }
    }

    private static JsonNode? JsonOf(object? value) =>
        value switch
        {
            TomlTable table => new JsonObject(
                table.Select(one => KeyValuePair.Create(one.Key, JsonOf(one.Value)))
            ),
            TomlTableArray tables => new JsonArray([.. tables.Select(JsonOf)]),
            TomlArray array => new JsonArray([.. array.Select(JsonOf)]),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            long whole => JsonValue.Create(whole),
            double real => JsonValue.Create(real),
            _ => JsonValue.Create($"{value}"),
        };
}
