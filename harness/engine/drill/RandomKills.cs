using Verify.Engine.Interruptions;

namespace Verify.Engine.Drill;

/// <summary>Cells that are killed at instants that nobody chose, while a journal is open.</summary>
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
                .Select(i => (i, Of: rehearsals[(int)((long)i * rehearsals.Count / kills)]))
                .Select(one => new DrillCell("", one.Of.Subject, Phase, null, Interruption.Nowhere)
                {
                    KillAfter = Instant(one.Of.Cuts, one.i, random),
                })
        );
    }

    // Every other one falls evenly between two neighbouring points at which something changes: most of the time a run
    // only waits, and kills that are even over all of it would hardly ever meet an act.
    private static double Instant(IReadOnlyList<double> cuts, int i, Random random)
    {
        if (cuts.Count < 2)
            return 0;
        if (i % 2 == 0)
            return cuts[^1] * random.NextDouble();
        var next = random.Next(1, cuts.Count);
        return cuts[next - 1] + ((cuts[next] - cuts[next - 1]) * random.NextDouble());
    }
}
