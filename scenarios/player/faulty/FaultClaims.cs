using NUnit.Framework;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Player.Faulty;

/// <summary>Who notices what, and what is claimed of it.</summary>
internal static class FaultClaims
{
    private static readonly FaultKind[] Faults =
    [
        FaultKind.FrozenPlaylist,
        FaultKind.MissingSegment,
        FaultKind.SequenceBackwards,
    ];

    public static void Judge(Step step, IReadOnlyList<FaultCell> cells)
    {
        var table = new TextTable("fault", "player", "noticed", "what it reported");
        foreach (var cell in cells)
            table.Add(cell.Fault.Words, cell.Player, Answer(cell), cell.Text);
        step.Saw(table);
        step.Keep(
            "who-notices.txt",
            string.Join(
                "\n\n",
                cells.Select(cell =>
                    $"{cell.Fault.Words}, {cell.Player}: {Answer(cell)}\n{string.Join('\n', cell.Words.Select(word => $"  {word}"))}"
                )
            )
        );
        var alarmed = cells
            .Where(cell => cell.Fault == FaultKind.Healthy && cell.Noticed)
            .ToArray();
        foreach (var fault in Faults)
            Of(step, fault, cells, alarmed);
        Missed(step, cells.Where(cell => cell.Fault != FaultKind.Healthy && !cell.Noticed));
    }

    private static void Of(
        Step step,
        FaultKind fault,
        IReadOnlyList<FaultCell> cells,
        FaultCell[] alarmed
    )
    {
        // What each of them is there for: the swarm counts all of it, and a player that stops must say so.
        foreach (var player in new[] { FaultViewers.OfSwarm, FaultViewers.OfBrowser })
        {
            var cell = cells.Single(one => one.Fault == fault && one.Player == player);
            var claim = $"{player} notices: {fault.Words}";
            if (alarmed.FirstOrDefault(one => one.Player == player) is { } false1)
                step.CannotTell(
                    claim,
                    "to be noticed",
                    $"it reports a fault of the healthy stream too: {false1.Text}"
                );
            else
                step.Expect(claim, cell.Words, Is.Not.Empty, "a player can notice this fault");
        }
    }

    private static void Missed(Step step, IEnumerable<FaultCell> missed)
    {
        foreach (var of in missed.GroupBy(cell => cell.Player))
            step.Find(
                $"{of.Key} does not report: {string.Join(", ", of.Select(cell => cell.Fault.Words))} (who-notices.txt)",
                "its picture freezes or repeats old content, but its log and exit code look like those of a healthy stream",
                "watch the playlist itself (./run.ps1 playlist lint URL --watch 30), or use a player that counts its stalls",
                kind: FindingKind.Note,
                effect: Effect.Stall
            );
    }

    private static string Answer(FaultCell cell) => cell.Noticed ? "yes" : "no";
}
