using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>So much of cdn-edge as some of its steps need, on a platform from which something may have been taken.</summary>
internal sealed class MutantScenario(
    PlatformInRun platform,
    MutantParts parts,
    IReadOnlyList<StepUnderTest> steps
) : Scenario
{
    /// <summary>The number of its first step under test.</summary>
    public const string First = "1.5";

    public override string Name => "mutant";

    public override string Title => "A mutant of cdn-edge";

    public override IReadOnlyList<Phase> Declare()
    {
        var phase = new Phase(new("1", "Platform"));
        if (parts != MutantParts.Edge)
        {
            phase.Change("1.1", platform.StartStores());
            phase.Change("1.2", platform.StartCache());
            phase.Change("1.3", platform.StartCached());
        }
        if (parts != MutantParts.Api)
            phase.Change("1.4", platform.StartEdges());
        for (var i = 0; i < steps.Count; i++)
            phase.Step($"1.{5 + i}", $"step {steps[i].Id}", platform.While(steps[i].CheckAsync));
        return [phase];
    }

    protected override IConductor StartElsewhere() => throw new InvalidOperationException();
}
