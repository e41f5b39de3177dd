using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verify.Engine;

/// <summary>How events become lines of run.jsonl and come back.</summary>
public static class RecordJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // The record is a file for people too: no \u0022 where a quote will do. It is never put into a page unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter<Verdict>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<FindingKind>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<Effect>(JsonNamingPolicy.KebabCaseLower),
        },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Line(RunEvent happened) => JsonSerializer.Serialize(happened, Options);

    public static RunEvent? Parse(string line) =>
        JsonSerializer.Deserialize<RunEvent>(line, Options);
}
