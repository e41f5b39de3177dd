using Verify.Engine.Interruptions;
using Verify.Engine.Scenarios;

namespace Verify.Engine.Drill;

/// <summary>The cells of one lab, a step each; after one that did not recover nothing can be told of the next.</summary>
internal sealed class CellScenario(
    string scenario,
    IReadOnlyList<DrillCell> cells,
    Func<Step, DrillCell, Task> carryOut
) : Scenario
{
    public override string Name => scenario;
    public override string Title => "cells of a drill";

    public override IReadOnlyList<Phase> Declare() =>
        [
            .. cells
                .GroupBy(cell => cell.Phase)
                .Select(group =>
                {
                    var phase = new Phase(new PhaseAttribute(group.Key, group.Key));
                    foreach (var cell in group)
                        phase.Gate(cell.Id, cell.Title, step => carryOut(step, cell));
                    return phase;
                }),
        ];

    protected override IConductor StartElsewhere() =>
        throw new InvalidOperationException("cells are carried out by a drill alone");
}
