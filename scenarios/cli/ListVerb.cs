using System.CommandLine;
using System.Text.Json;
using Verify.Reports.ConsoleOutput;

namespace Verify.Scenarios.Cli;

/// <summary>What there is to run, and what each phase proves.</summary>
internal sealed class ListVerb()
    : Verb("list", "List the scenarios, their phases, and what each phase proves.")
{
    private const int Indent = 2;

    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(json);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
                PrintJson();
            else
                PrintText();
        });
    }

    private static void PrintText()
    {
        foreach (var scenario in ScenarioCatalogue.All)
        {
            Console.WriteLine($"{scenario.Name}  {scenario.Title}");
            var table = new TextTable("", "", "");
            foreach (var phase in scenario.Declare())
                table.Add(phase.Id, phase.Title, phase.Proves);
            foreach (var line in table.Lines(Indent))
                Console.WriteLine(line.Text);
        }
    }

    private static void PrintJson() =>
        Console.WriteLine(
            JsonSerializer.Serialize(
                ScenarioCatalogue.All.Select(scenario => new
                {
                    scenario.Name,
                    scenario.Title,
                    Phases = scenario
                        .Declare()
                        .Select(phase => new
                        {
                            phase.Id,
                            phase.Title,
                            phase.Proves,
                        }),
                    scenario.Outcomes,
                }),
                DiskJson.Options
            )
        );
}
