using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verify.Scenarios.ConfigConsistency.Own.Reading;

/// <summary>The keys file as it is written: which keys and rows a worker reads, and how they are changed.</summary>
internal sealed record KeysText
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Value by binding and key: text, or JSON.</summary>
    public Dictionary<string, Dictionary<string, JsonElement>> Kv { get; init; } = [];

    /// <summary>Statements by binding.</summary>
    public Dictionary<string, string[]> D1 { get; init; } = [];

    /// <summary>Class by binding, where there is no wrangler file.</summary>
    public Dictionary<string, string> Objects { get; init; } = [];

    /// <summary>Beside those of a wrangler file, and before them.</summary>
    public Dictionary<string, JsonElement> Vars { get; init; } = [];

    public UpdateText? Update { get; init; }

    public double? SeenWithin { get; init; }

    public RequestText? Invalidate { get; init; }

    public RequestText? Write { get; init; }

    /// <exception cref="UsageError">It is not as it should be, with line and what is allowed.</exception>
    public static KeysText Of(Reading reading)
    {
        try
        {
            return JsonSerializer.Deserialize<KeysText>(reading.Text, Strict)
                ?? throw new UsageError($"{reading.File}:1: it is no object: {{ \"kv\": ... }}.");
        }
        catch (JsonException wrong)
        {
            throw new UsageError(
                $"{reading.File}:{(wrong.LineNumber ?? 0) + 1}: {Plainly(wrong)}\nIt has kv, d1, objects, vars, update (kv, key and value; d1 and sql; or method, path, headers and body), seenWithin, invalidate and write (method, path, headers, body, within)."
            );
        }
    }

    private static string Plainly(JsonException wrong)
    {
        var why = wrong.Message.Split(" Path:")[0].Split(" LineNumber")[0];
        return why.StartsWith("The JSON property '", StringComparison.Ordinal)
                ? $"'{why.Split('\'')[1]}' is nothing that a keys file has."
            : wrong.Path is "$" or null ? why
            : $"{wrong.Path[2..]}: {why}";
    }
}

/// <summary>How a configuration is changed where it comes from.</summary>
internal sealed record UpdateText
{
    public string? Kv { get; init; }
    public string? Key { get; init; }
    public JsonElement? Value { get; init; }
    public string? D1 { get; init; }
    public string? Sql { get; init; }
    public string? Method { get; init; }
    public string? Path { get; init; }
    public Dictionary<string, string> Headers { get; init; } = [];
    public JsonElement? Body { get; init; }
}

/// <summary>A request of the worker.</summary>
internal sealed record RequestText
{
    public string? Method { get; init; }
    public required string Path { get; init; }
    public Dictionary<string, string> Headers { get; init; } = [];
    public JsonElement? Body { get; init; }

    /// <summary>Seconds after which it is promised to have had its effect.</summary>
    public double? Within { get; init; }
}
