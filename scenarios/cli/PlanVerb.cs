using System.CommandLine;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli;

/// <summary>Prints what a scenario would do.</summary>
internal sealed class PlanVerb()
    : Verb("plan", "Print a scenario's phases, steps, changes and undos without running it.")
{
    private const int Indent = 2;
    private const int DetailIndent = 6;

    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    protected override void Build(System.CommandLine.Command command)
    {
        var named = new NamedScenario(command, WordsAfter);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var scenario = named.Find(parsed);
            return Print(
                scenario,
                named.In(RunRequest.ToLookAt(scenario.Name), scenario, parsed) with
                {
                    Json = parsed.GetValue(json),
                }
            );
        });
    }

    public static int Print(Scenario scenario, RunRequest request)
    {
        if (request.Json)
        {
            JsonOutput.Write(PlanJson.Of(scenario, request));
            return 0;
        }
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
            var table = new TextTable("", "");
            foreach (var step in phase.Plan(selected.Contains(phase.Id)).Steps)
            {
                table.Add(step.Id, step.Title);
                table.Remark(Details(step));
            }
            foreach (var line in table.Lines(Indent))
                Console.WriteLine(line.Text);
        }
        Console.WriteLine();
        Console.WriteLine("Expected outcomes:");
        foreach (var outcome in scenario.Outcomes)
            Console.WriteLine($"  {outcome.Text}: {outcome.Expected}");
        return 0;
    }

    private static IEnumerable<ConsoleLine> Details(StepPlan step)
    {
        var command = (step.Command ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return command
            .Select(line => $"$ {line}")
            .Concat(step.Undo is { } undo ? [$"undo: {undo}"] : [])
            .Select(line => new ConsoleLine(DetailIndent, line));
    }
}
