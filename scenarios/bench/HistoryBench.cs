using Verify.Instruments.Histories.Linearizability;
using Verify.Instruments.Histories.Registers;
using Verify.Instruments.Statistics;

namespace Verify.Scenarios.Bench;

/// <summary>How long the check of one kind of history took.</summary>
/// <param name="MedianMs">Of several histories of the kind, each checked once after one that is not counted.</param>
/// <param name="Configurations">Of the history that took the most.</param>
internal sealed record HistoryTime(
    string Kind,
    LinearizabilityVerdict Expected,
    IReadOnlyList<LinearizabilityVerdict> Verdicts,
    double MedianMs,
    double WorstMs,
    int Configurations
)
{
    /// <summary>Each history was judged as it was made.</summary>
    public bool IsRight => Verdicts.All(verdict => verdict == Expected);
}

/// <summary>Times the check of linearizability on simulated histories of a register.</summary>
internal static class HistoryBench
{
    // A different history each time: what is easy by chance is then seen beside what is not.
    private const int Rounds = 7;

    public static IReadOnlyList<HistoryTime> Run(int operations, int clients, CancellationToken ct)
    {
        var usual = new SimulatedClients(operations, clients, 0);
        return
        [
            Time("reads and writes", usual, null, ct),
            Time("a stale read in the middle", usual, 0.5, ct),
            Time("a stale read at the end", usual, 0.999, ct),
            Time("compare-and-set too", usual with { Sets = 0.2 }, null, ct),
            Time(
                "compare-and-set too, a stale read at the end",
                usual with
                {
                    Sets = 0.2,
                },
                0.999,
                ct
            ),
            Time("1 % unanswered", usual with { Unanswered = 0.01 }, null, ct),
            Time(
                "1 % unanswered, a stale read at the end",
                usual with
                {
                    Unanswered = 0.01,
                },
                0.999,
                ct
            ),
            Time("half of it writes", usual with { Writes = 0.5 }, null, ct),
            Time(
                "half of it writes, a stale read at the end",
                usual with
                {
                    Writes = 0.5,
                },
                0.999,
                ct
            ),
            Time("100 keys", usual with { Keys = 100 }, null, ct),
        ];
    }

    private static HistoryTime Time(
        string kind,
        SimulatedClients clients,
        double? planted,
        CancellationToken ct
    )
    {
        var judged = new List<(double Ms, HistoryJudgement Judgement)>();
        for (var round = 0; round <= Rounds; round++)
        {
            var history = (clients with { Seed = round }).Run();
            if (planted is { } where)
                history = StaleRead.Plant(history, where).History;
            var judgement = LinearizabilityCheck.Of(history, new Register(), ct: ct);
            // Of the verdicts: what explains one that is not linearizable takes further searches.
            judged.Add((judgement.Keys.Sum(key => key.Took.TotalMilliseconds), judgement));
        }
        judged.RemoveAt(0);
        var worst = judged.MaxBy(one => one.Ms);
        return new(
            kind,
            planted is null
                ? LinearizabilityVerdict.Linearizable
                : LinearizabilityVerdict.NotLinearizable,
            [.. judged.Select(one => one.Judgement.Verdict)],
            Robust.Median(judged.Select(one => one.Ms)),
            worst.Ms,
            worst.Judgement.Keys.Sum(key => key.Configurations)
        );
    }
}
