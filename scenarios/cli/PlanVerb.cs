using System.CommandLine;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>Prints what a scenario would do.</summary>
internal sealed class PlanVerb()
    : Verb("plan", "Print a scenario's phases, steps, changes and undos; touch nothing.")
{
    private readonly Argument<string> name = new("name")
    {
        Description = "The scenario: see ./run.ps1 list.",
    };
    private readonly ScenarioOptions options = new();

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(name);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var scenario = ScenarioCatalogue.Find(parsed.GetValue(name)!);
            return Print(scenario, options.In(RunRequest.ToLookAt(scenario.Name), parsed));
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
