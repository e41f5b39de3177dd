using System.CommandLine;
using System.Text.Json;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>What there is to run, and what each phase proves.</summary>
internal sealed class ListVerb() : Verb("list", "Scenarios, their phases, and what each proves.")
{
    private readonly Option<bool> json = new("--json") { Description = "For machines." };

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
            foreach (var phase in scenario.Declare())
                Console.WriteLine($"  {phase.Id, -3} {phase.Title, -28} {phase.Proves}");
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
