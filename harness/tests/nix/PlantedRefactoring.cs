using Verify.Scenarios.ProfileRefactor;

namespace Verify.Tests.Nix;

/// <summary>The scenario's baseline, one change with the scenario's own check, and the way back.</summary>
internal sealed class PlantedRefactoring(Refactoring refactoring, Change change, string id)
    : Scenario
{
    public override string Name => "planted";
    public override string Title => "A refactoring with something planted in it";

    public override IReadOnlyList<Phase> Declare()
    {
        var begin = new Phase(new("0", "Baseline"));
        begin.Change("0.2", refactoring.Make());
        begin.Gate("0.3", "baseline", new RefactoringBaseline(refactoring).InNixAsync);
        var one = new Phase(new("1", "One step"));
        one.Change(id, change, step => StepTests.SameAsync(refactoring, step));
        return [begin, one];
    }

    protected override IConductor StartElsewhere() => throw new InvalidOperationException();
}
