using Verify.Engine;

namespace Verify.Reports;

/// <summary>What a drill found, at a glance: a row for each phase and way, a column for each cut point.</summary>
internal sealed record DrillTable(
    string Subject,
    IReadOnlyList<string> Columns,
    IReadOnlyList<DrillRow> Rows
)
{
    private static readonly (CutPoint At, bool InRollback, string Head)[] Cuts =
    [
        (CutPoint.Step, false, "mid-step"),
        (CutPoint.BeforeAct, false, "before act"),
        (CutPoint.Intended, false, "intended"),
        (CutPoint.Acted, false, "acted"),
        (CutPoint.UndoBegun, false, "undo begun"),
        (CutPoint.UndoActed, false, "undo acted"),
        (CutPoint.Acted, true, "in rollback"),
    ];

    /// <summary>One for each of the drill's subjects; none for a run that is no drill, or kills at random.</summary>
    public static IReadOnlyList<DrillTable> Of(RunTree tree) =>
        [
            .. tree
                .Steps.Where(step => step.Cell is { KillAfter: null })
                .GroupBy(step => step.Cell!.Subject)
                .Select(subject => new DrillTable(
                    subject.Key,
                    [.. Cuts.Select(cut => cut.Head)],
                    [
                        .. subject
                            .GroupBy(step => (step.Phase, step.Cell!.Interruption.Way))
                            .OrderBy(row =>
                                tree.Phases.ToList().FindIndex(p => p.Id == row.Key.Phase)
                            )
                            .ThenBy(row => row.Key.Way)
                            .Select(row => new DrillRow(
                                row.Key.Phase,
                                row.Key.Way.Word(),
                                [.. Cuts.Select(cut => Slot(row, cut.At, cut.InRollback))]
                            )),
                    ]
                )),
        ];

    private static DrillSlot Slot(IEnumerable<StepNode> row, CutPoint at, bool inRollback)
    {
        var steps = row.Where(step =>
                step.Cell!.Interruption.At == at && step.Cell.Recovery is not null == inRollback
            )
            .ToList();
        if (steps.Count == 0)
            return new("", null, IsMissed: false);
        // What is known for certain outranks what was not carried out.
        if (
            steps.Where(step => !step.Standing.IsPass).MaxBy(step => step.Standing.Verdict) is
            { } missed
        )
            return missed.Standing.Verdict is null or Verdict.Blocked
                ? new("not run", Verdict.Blocked, IsMissed: true)
                : new(
                    $"{missed.Standing.Word.ToUpperInvariant()} {missed.Id}",
                    missed.Standing.Verdict,
                    IsMissed: true
                );
        var seconds = When.Seconds(steps.Max(Seconds));
        return new(
            steps.Count == 1 ? seconds : $"{seconds} ({steps.Count})",
            Verdict.Pass,
            IsMissed: false
        );
    }

    /// <summary>How long a cell took to recover.</summary>
    public static double Seconds(StepNode step) =>
        step.Measurements.FirstOrDefault(one => one.Name == DrillCell.TimeToRecover)?.Value ?? 0;
}

internal sealed record DrillRow(string Phase, string Way, IReadOnlyList<DrillSlot> Slots);

/// <param name="Text">The time to recover, the longest where there are several, with their number; or what went wrong where.</param>
internal sealed record DrillSlot(string Text, Verdict? Verdict, bool IsMissed);
