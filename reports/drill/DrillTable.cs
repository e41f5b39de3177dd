using Verify.Engine;
using Verify.Engine.Interruptions;
using Verify.Reports.Tree;

namespace Verify.Reports.Drill;

/// <summary>What a drill found, at a glance: a row for each phase and cut point, a column for each way.</summary>
internal sealed record DrillTable(string Subject, IReadOnlyList<DrillRow> Rows)
{
    // Short enough for the whole table to fit into eighty columns.
    private static readonly (InterruptionWay Way, string Head)[] Ways =
    [
        (InterruptionWay.Claim, "claim fails"),
        (InterruptionWay.Throw, "throws"),
        (InterruptionWay.Interrupt, InterruptionWay.Interrupt.Word()),
        (InterruptionWay.Terminate, InterruptionWay.Terminate.Word()),
        (InterruptionWay.Kill, InterruptionWay.Kill.Word()),
    ];

    private static readonly (CutPoint At, bool InRollback, string Head)[] Cuts =
    [
        (CutPoint.Step, false, "mid-step"),
        (CutPoint.BeforeAct, false, "before act"),
        (CutPoint.Intended, false, "intended"),
        (CutPoint.Acted, false, "acted"),
        (CutPoint.UndoBegun, false, "undo begun"),
        (CutPoint.UndoActed, false, "undo acted"),
        // Killed after the act, and once more in the rollback.
        (CutPoint.Acted, true, "rollback"),
    ];

    /// <summary>Over the ways.</summary>
    public static IReadOnlyList<string> Heads { get; } = [.. Ways.Select(way => way.Head)];

    /// <summary>One for each of the drill's subjects; none for a run that is no drill, or kills at random.</summary>
    public static IReadOnlyList<DrillTable> Of(RunTree tree) =>
        [
            .. tree
                .Steps.Where(step => step.Cell is { KillAfter: null })
                .GroupBy(step => step.Cell!.Subject)
                .Select(subject => new DrillTable(
                    subject.Key,
                    [.. tree.Phases.SelectMany(phase => InPhase(phase.Id, subject))]
                )),
        ];

    private static IEnumerable<DrillRow> InPhase(string phase, IEnumerable<StepNode> steps)
    {
        foreach (var (at, inRollback, head) in Cuts)
        {
            var row = steps
                .Where(step => step.Phase == phase && step.Cell!.Interruption.At == at)
                .Where(step => step.Cell!.Recovery is not null == inRollback)
                .ToLookup(step => step.Cell!.Interruption.Way);
            if (row.Count > 0)
                yield return new(phase, head, [.. Ways.Select(way => Slot([.. row[way.Way]]))]);
        }
    }

    private static DrillSlot Slot(IReadOnlyList<StepNode> steps)
    {
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
    public static double Seconds(StepNode step) => Recovery(step) ?? 0;

    /// <summary>How long a cell took to recover; null where it did not come to that.</summary>
    public static double? Recovery(StepNode step) =>
        step
            .Measurements.FirstOrDefault(one =>
                // Records of earlier versions have names alone.
                one is { Id: DrillCell.TimeToRecover } or { Id: null, Name: "time to recover" }
            )
            ?.Value;
}

internal sealed record DrillRow(string Phase, string Cut, IReadOnlyList<DrillSlot> Slots);

/// <param name="Text">The time to recover, the longest where there are several, with their number; or what went wrong where.</param>
internal sealed record DrillSlot(string Text, Verdict? Verdict, bool IsMissed);
