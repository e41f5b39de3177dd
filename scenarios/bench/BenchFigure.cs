using System.Text.Json.Nodes;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Bench;

/// <summary>One line of a bench: the engine's figure beside its peer's, and what it was to reach.</summary>
/// <param name="Spread">Of the ratio over its pairs.</param>
/// <param name="Notes">What has to be known to read it: why it was missed or cannot be told, what else was seen.</param>
/// <param name="Values">The same as numbers, with the samples they come from.</param>
internal sealed record BenchFigure(
    string Name,
    string Engine,
    string Peer,
    string Spread,
    string Goal,
    Reached Reached,
    IReadOnlyList<string> Notes,
    JsonObject Values
)
{
    /// <summary>Wished for, not asked for: it decides nothing.</summary>
    public bool IsStretch { get; init; }

    public string Verdict =>
        (IsStretch ? "stretch: " : "")
        + Reached switch
        {
            Reached.Met => "met",
            Reached.Missed => "not met",
            _ => "cannot tell",
        };
}
