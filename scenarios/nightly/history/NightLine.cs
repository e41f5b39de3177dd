using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verify.Scenarios.Nightly.History;

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
    private static readonly string Passed = Engine.Verdict.Pass.Word();

    // No job is let run for days: a time beyond is damage, and would make the plan of a night absurd.
    private const double MostSeconds = 3 * 24 * 3600;

    // Beyond it a number no longer knows its ones, and no figure of a run comes near.
    private const double MostValue = 1L << 53;

    // A flipped byte in a property's name leaves valid JSON without that property: it must be missed, not be null.
    private static readonly JsonSerializerOptions Strict = new(DiskJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>It has a figure that later nights can be compared with.</summary>
    [JsonIgnore]
    public bool HasSound => Figures.Any(IsSound);

    /// <summary>Whether a figure of it can be relied on: what did not pass may have measured what was broken.</summary>
    /// <remarks>The step that measured it decides, whatever other steps said; a line that names none goes by its job.</remarks>
    public bool IsSound(NightFigure figure) =>
        figure.Verdict is { } step ? step == Passed : ExitCode == 0;

    public string ToLine() => JsonSerializer.Serialize(this, Strict);

    /// <exception cref="JsonException">It is none.</exception>
    public static NightLine Parse(string line)
    {
        var read =
            JsonSerializer.Deserialize<NightLine>(line, Strict)
            ?? throw new JsonException("The line holds nothing");
        if (
            read.Figures.Any(figure => figure is null)
            || read.Machine.Values.Any(value => value is null)
        )
            throw new JsonException("The line has an empty entry");
        // Not a number is neither below nor above anything.
        if (!(read.Seconds >= 0 && read.Seconds <= MostSeconds))
            throw new JsonException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It says that the job took {read.Seconds:R} s, and 0 to {MostSeconds:0} s are possible"
                )
            );
        return read.Figures.FirstOrDefault(figure => !figure.IsPossible(MostValue)) is { } absurd
            ? throw new JsonException($"Its figure '{absurd.Name}' is no number that was measured")
            : read with
            {
                Figures =
                [
                    .. read.Figures.Select(one =>
                        one with
                        {
                            Id = one.Id ?? EarlierNames.IdOf(one.Name),
                        }
                    ),
                ],
            };
    }
}

/// <param name="Better">"lower" or "higher": whoever reads the history alone has to know.</param>
/// <param name="WasSaid">It differed from the nights before by more than its noise.</param>
/// <param name="Verdict">Of the step that measured it; null in a line that does not say.</param>
/// <param name="Id">A name that stays; a line of an earlier version has none until it is read.</param>
internal sealed record NightFigure(
    string Name,
    double Value,
    string Unit,
    string Better,
    double? Low = null,
    double? High = null,
    bool WasSaid = false,
    string? Verdict = null,
    string? Id = null
)
{
    internal bool IsPossible(double most) =>
        new[] { Value, Low ?? 0, High ?? 0 }.All(number => Math.Abs(number) <= most);
}
