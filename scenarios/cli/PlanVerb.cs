using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>Prints what a scenario would do.</summary>
internal sealed class PlanVerb()
    : Verb("plan", "Print a scenario's phases, steps, changes and undos; touch nothing.")
{
    protected override void Build(System.CommandLine.Command command)
    {
        var named = new NamedScenario(command, After);
        command.SetAction(parsed =>
        {
            var scenario = named.Find(parsed);
            return Print(scenario, named.In(RunRequest.ToLookAt(scenario.Name), scenario, parsed));
        });
    }

    public static int Print(Scenario scenario, RunRequest request)
    {
        scenario.Configure(request);
        var phases = scenario.Declare();
        var selected = PhaseSelection.Resolve(phases, request.Phases, scenario.LeftOut);
        Console.WriteLine($"{scenario.Name}: {scenario.Title}");
        foreach (var phase in phases)
        {
            Console.WriteLine();
            Console.WriteLine(
                $"Phase {phase.Id}: {phase.Title}{(selected.Contains(phase.Id) ? "" : "  (not selected)")}"
            );
            foreach (var step in phase.Plan(selected.Contains(phase.Id)).Steps)
                PrintStep(step);
        }
        Console.WriteLine();
        Console.WriteLine("Expected outcomes:");
        foreach (var outcome in scenario.Outcomes)
            Console.WriteLine($"  {outcome.Text}: {outcome.Expected}");
        return 0;
    }

    private static void PrintStep(StepPlan step)
    {
        Console.WriteLine($"  {step.Id, -5} {step.Title}");
        foreach (
            var line in (step.Command ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        )
            Console.WriteLine($"        $ {line}");
        if (step.Undo is not null)
            Console.WriteLine($"        undo: {step.Undo}");
    }
}
