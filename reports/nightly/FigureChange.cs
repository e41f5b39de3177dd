using System.Text.Json.Serialization;
using Verify.Engine.Scenarios;
using Verify.Reports.Tree;

namespace Verify.Reports.Nightly;

/// <summary>A headline figure of tonight beside those of the last nights.</summary>
/// <param name="Before">The median of the last nights; null where there is none.</param>
/// <param name="Noise">By how much it may differ and mean nothing; null where too few nights are known.</param>
/// <param name="Nights">How many nights it was compared with.</param>
/// <param name="Needed">How many have to be known before anything is judged.</param>
public sealed record FigureChange(
    string Name,
    double Value,
    string Unit,
    Better Better,
    double? Before,
    double? Noise,
    int Nights,
    int Needed,
    FigureMove Move
)
{
    /// <summary>By which the history knows it; null in a night of an earlier version.</summary>
    public string? Id { get; init; }

    /// <summary>Why this one is not compared, whatever the others are; null where it can be.</summary>
    public string? NotCompared { get; init; }

    /// <summary>In words: "worse: 0.97 -> 1.31 s, noise 0.05 s over 7 nights".</summary>
    [JsonIgnore]
    public string Text =>
        Move switch
        {
            _ when NotCompared is { } why => $"not compared: {why}",
            FigureMove.Worse or FigureMove.Better =>
                $"{(Move == FigureMove.Worse ? "worse" : "better")}: {When.Figure(Before!.Value)} -> {When.Figure(Value, Unit)}, {NoiseText}",
            FigureMove.Within => $"as before: {When.Figure(Before!.Value, Unit)}, {NoiseText}",
            _ when Before is { } before =>
                $"not judged: {When.Figure(before, Unit)} over {Count(Nights)}, {Needed} are needed",
            _ => "no night to compare with",
        };

    private string NoiseText => $"noise {When.Figure(Noise!.Value, Unit)} over {Count(Nights)}";

    private static string Count(int nights) => nights == 1 ? "1 night" : $"{nights} nights";
}

/// <summary>What became of a figure.</summary>
public enum FigureMove
{
    NotJudged,
    Within,
    Worse,
    Better,
}
