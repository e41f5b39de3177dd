using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Verify.Engine.Scenarios;

/// <summary>Carries out a phase where NUnit would call a test method, and gives NUnit the same verdict.</summary>
internal sealed class PhaseCommand(TestCommand declared, string phase) : TestCommand(declared.Test)
{
    // A verdict that is not NUnit's keeps its own word as the label of the nearest NUnit status.
    private static readonly ResultState Blocked = new(TestStatus.Skipped, "Blocked");
    private static readonly ResultState Broken = new(TestStatus.Failed, "Broken");

    public override TestResult Execute(TestExecutionContext context)
    {
        var scenario = (Scenario)context.TestObject!;
        var outcome = scenario
            .ConductAsync(phase, context.CancellationToken)
            .GetAwaiter()
            .GetResult();
        context.CurrentResult.SetResult(State(outcome.Verdict), outcome.Reason ?? "");
        return context.CurrentResult;
    }

    private static ResultState State(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => ResultState.Success,
            Verdict.Fail => ResultState.Failure,
            Verdict.Inconclusive => ResultState.Inconclusive,
            Verdict.Skipped => ResultState.Skipped,
            Verdict.Blocked => Blocked,
            _ => Broken,
        };
}
