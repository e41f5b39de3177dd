using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Verify.Engine.LeftChanged;

namespace Verify.Scenarios.Cli;

/// <summary>Runs one scenario in this process, with NUnit as the runner: what an IDE would run, and the same verdicts.</summary>
internal static class ScenarioRunner
{
    public static RunFinished Run(
        RunRequest request,
        Scenario scenario,
        RecordWriter record,
        CancellationToken interrupted
    )
    {
        var run = new Run(request, record, interrupted)
        {
            Standing = request.Keep ? Keep.Standing() : null,
            Surroundings = Surroundings.OfTheRun(),
        };
        // NUnit only asks for the phases, and takes as long to start as a cell of a drill may take in all. In a script it
        // would find no method to ask for.
        if (
            request.Interruption is not null
            || !scenario.GetType().IsDefined(typeof(ScenarioAttribute), inherit: false)
        )
            return run.CarryOutAsync(scenario).GetAwaiter().GetResult();
        run.MakeCurrent();
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        // Phases follow each other: workers of NUnit's own would add nothing.
        runner.Load(
            scenario.GetType().Assembly,
            new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 }
        );
        var only = TestFilter.FromXml(
            $"<filter><class>{scenario.GetType().FullName}</class></filter>"
        );
        var result = runner.Run(TestListener.NULL, only);
        return run.Finished
            ?? throw new CannotRun(
                $"The scenario could not begin: {string.Join("; ", Reasons(result).Distinct())}"
            );
    }

    // The assembly and its suites only say that a child of theirs had errors.
    private static IEnumerable<string> Reasons(ITestResult result) =>
        result.HasChildren ? result.Children.SelectMany(Reasons) : [result.Message];
}
