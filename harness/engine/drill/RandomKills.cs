namespace Verify.Engine;

/// <summary>Cells that are killed at instants that nobody chose, evenly over the time in which a journal is open.</summary>
public static class RandomKills
{
    /// <summary>The one phase of their record: they fall in any of the scenario's.</summary>
    public const string Phase = "R";

    /// <param name="seed">The same one gives the same instants.</param>
    public static IReadOnlyList<DrillCell> Of(
        IReadOnlyList<Rehearsal> rehearsals,
        int kills,
        int seed
    )
    {
        var random = new Random(seed);
        // One subject after another, so that those that share a lab are of the same.
        return DrillPlan.Numbered(
            Enumerable
                .Range(0, kills)
                .Select(i => rehearsals[i * rehearsals.Count / kills])
                .Select(of => new DrillCell("", of.Subject, Phase, null, Interruption.Nowhere)
                {
                    KillAfter = of.Span * random.NextDouble(),
                })
        );
    }
}
