using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>What is claimed of the candidate's viewer, and what staleness does to the baseline's.</summary>
internal sealed class PlayedClaims(Step step, Bench bench)
{
    public void Judge(PlayedSide baseline, PlayedSide candidate, PlayedSide control)
    {
        _ = bench;
        foreach (var side in new[] { baseline, candidate, control })
        {
            step.Saw(System.Text.Json.JsonSerializer.Serialize(side.Seen));
            step.Saw(
                $"{side.Name}: behind {string.Join(" ", side.Samples.Select(s => $"{s.Behind?.TotalSeconds:0.0}"))}; strays {string.Join(",", side.Strays)}"
            );
        }
    }
}
