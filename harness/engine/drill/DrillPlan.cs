using Verify.Engine.Interruptions;

namespace Verify.Engine.Drill;

/// <summary>The cells of a drill: phase, way and cut point, and which act of the step.</summary>
public static class DrillPlan
{
    private static readonly CutPoint[] OfAct =
    [
        CutPoint.BeforeAct,
        CutPoint.Intended,
        CutPoint.Acted,
    ];
    private static readonly CutPoint[] OfUndo = [CutPoint.UndoBegun, CutPoint.UndoActed];

    // A claim fails at the end of a step and at no act of it.
    private static readonly InterruptionWay[] AtActs =
    [
        InterruptionWay.Kill,
        InterruptionWay.Throw,
        InterruptionWay.Interrupt,
        InterruptionWay.Terminate,
    ];

    private static readonly InterruptionWay[] WhileLooking =
    [
        InterruptionWay.Kill,
        InterruptionWay.Interrupt,
    ];

    /// <summary>All of them, the most telling first, so that a drill that is cut off has seen something of everything.</summary>
    /// <param name="phases">Only these; null for all.</param>
    /// <param name="most">No more than so many.</param>
    public static IReadOnlyList<DrillCell> Of(
        IEnumerable<Rehearsal> rehearsals,
        IReadOnlyList<string>? phases,
        int most
    ) =>
        Numbered(
            MostTelling
                .First(
                    rehearsals
                        .SelectMany(Cells)
                        .Where(cell => phases is null || phases.Contains(cell.Phase))
                )
                .Take(most)
        );

    /// <summary>Numbers of their own within each phase, in the order in which they come.</summary>
    public static IReadOnlyList<DrillCell> Numbered(IEnumerable<DrillCell> cells)
    {
        var last = new Dictionary<string, int>();
        return
        [
            .. cells.Select(cell =>
                cell with
                {
                    Id =
                        $"{cell.Phase}.{last[cell.Phase] = last.GetValueOrDefault(cell.Phase) + 1}",
                }
            ),
        ];
    }

    private static IEnumerable<DrillCell> Cells(Rehearsal of)
    {
        var undo = of.Phases.Where(phase => phase.Always).Select(phase => phase.Id).ToArray();
        foreach (var phase in of.Phases)
        {
            string[] asked = [phase.Id, .. undo.Except([phase.Id])];
            foreach (var cell in InTheMiddle(of, phase))
                yield return Cell(phase, asked, cell);
            foreach (var cell in AtItsActs(phase))
                // Where no phase takes it back, the run's end does.
                yield return Cell(phase, cell.IsInUndo ? [phase.Id] : asked, cell);
            if (phase.Steps.FirstOrDefault(step => step.Acts > 0) is { } first)
                foreach (var cut in OfUndo)
                    yield return Cell(
                        phase,
                        asked,
                        new(first.Id, InterruptionWay.Kill, CutPoint.Acted, 1)
                    ) with
                    {
                        Recovery = cut,
                    };
            if (phase.Always)
                foreach (var (by, cell) in InItsUndos(of))
                    yield return Cell(phase, [by, phase.Id], cell);
        }

        DrillCell Cell(RehearsedPhase phase, string[] asked, Interruption interruption) =>
            new("", of.Subject, phase.Id, asked, interruption);
    }

    // Every way where it hurts most, and kill -9 in every other step: it may have borrowed something.
    private static IEnumerable<Interruption> InTheMiddle(Rehearsal of, RehearsedPhase phase)
    {
        var usual = phase.Steps.FirstOrDefault(step => step.Acts > 0)?.Id ?? phase.Steps[0].Id;
        var longest = of.Longest.GetValueOrDefault(phase.Id) ?? usual;
        // A claim fails at the end of its step: that of a long one shows no more than that of a short one.
        foreach (
            var way in of.OnlyLooking.Contains(phase.Id)
                ? WhileLooking
                : Enum.GetValues<InterruptionWay>()
        )
            yield return new(way == InterruptionWay.Claim ? usual : longest, way, CutPoint.Step);
        foreach (var step in phase.Steps.Where(step => step.Id != longest))
            yield return new(step.Id, InterruptionWay.Kill, CutPoint.Step);
    }

    // Every way at the first act of the phase; kill -9, which leaves most behind, at the last one too. Those between are
    // met by random kills: all of them here would take the drill beyond ten minutes on two cores.
    private static IEnumerable<Interruption> AtItsActs(RehearsedPhase phase)
    {
        var acts = phase
            .Steps.SelectMany(step =>
                Enumerable.Range(1, step.Acts).Select(act => (step.Id, Act: act))
            )
            .ToArray();
        foreach (var (i, (step, act)) in acts.Index())
        foreach (
            var way in i == 0 ? AtActs
            : i == acts.Length - 1 ? [InterruptionWay.Kill]
            : Array.Empty<InterruptionWay>()
        )
        foreach (var cut in OfAct.Concat(OfUndo))
            yield return new(step, way, cut, act);
    }

    // The undo of one act of each phase, each way in turn for the first of them.
    private static IEnumerable<(string By, Interruption Cell)> InItsUndos(Rehearsal of)
    {
        var acting = of
            .Phases.Select(phase =>
                (phase.Id, Step: phase.Steps.LastOrDefault(step => step.Acts > 0))
            )
            .Where(one => one.Step is not null);
        foreach (var (i, (phase, step)) in acting.Index())
        foreach (var way in i == 0 ? AtActs : [InterruptionWay.Kill])
        foreach (var cut in OfUndo)
            yield return (phase, new(step!.Id, way, cut, step.Acts));
    }
}
