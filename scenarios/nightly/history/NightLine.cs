using System.Text.Json;
using System.Text.Json.Serialization;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>A line of the history: what one job came to in one night.</summary>
/// <param name="Verdict">Its word, which may also be "interrupted" or "left changed".</param>
/// <param name="Machine">Facts that decide whether figures can be compared.</param>
internal sealed record NightLine(
    string Night,
    DateTimeOffset At,
    string Job,
    string Verdict,
    int ExitCode,
    double Seconds,
    string Commit,
    IReadOnlyDictionary<string, string> Machine,
    IReadOnlyList<NightFigure> Figures
)
{
    // A flipped byte in a property's name leaves valid JSON without that property: it must be missed, not be null.
    private static readonly JsonSerializerOptions Strict = new(RecordJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Passed: what was measured can be relied on.</summary>
    [JsonIgnore]
    public bool IsPass => ExitCode == 0;

    public string ToLine() => JsonSerializer.Serialize(this, Strict);

    /// <exception cref="JsonException">It is none.</exception>
    public static NightLine Parse(string line)
    {
        var read =
            JsonSerializer.Deserialize<NightLine>(line, Strict)
            ?? throw new JsonException("The line holds nothing");
        return
            read.Figures.Any(figure => figure is null)
            || read.Machine.Values.Any(value => value is null)
            ? throw new JsonException("The line has an empty entry")
            : read;
    }
}

/// <param name="Better">"lower" or "higher": whoever reads the history alone has to know.</param>
/// <param name="WasSaid">It differed from the nights before by more than its noise.</param>
internal sealed record NightFigure(
    string Name,
    double Value,
    string Unit,
    string Better,
    double? Low = null,
    double? High = null,
    bool WasSaid = false
);
