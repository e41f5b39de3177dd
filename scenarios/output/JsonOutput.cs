using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.Output;

/// <summary>One document on standard output, for machines.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Indented = new(DiskJson.Options)
    {
        WriteIndented = true,
    };

    public static void Write(JsonNode document) => Console.WriteLine(Text(document));

    public static string Text(JsonNode document) => document.ToJsonString(Indented);

    public static JsonObject? Place(SourcePlace? place) =>
        place is null
            ? null
            : new JsonObject
            {
                ["file"] = place.File,
                ["line"] = place.Line,
                ["column"] = place.Column,
            };

    public static JsonArray List(IEnumerable<JsonNode?> items) => [.. items];
}
