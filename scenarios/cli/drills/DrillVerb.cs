using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Fixtures.Packages;

namespace Verify.Scenarios.Cli.Drills;

/// <summary>Interrupts a scenario everywhere and in every way, and sees whether it recovers.</summary>
/// <param name="find">Gives a scenario by its name.</param>
internal sealed class DrillVerb(Func<string, Scenario> find)
    : Verb(
        "drill",
        "Interrupt a scenario in every phase, in every way and at every cut point, and prove that it recovers."
    )
{
    private readonly Argument<string> name = new("name")
    {
        Description = "The scenario. ./run.ps1 list shows the names.",
    };
    private readonly DrillOptions options = new();
    private readonly Option<bool> plan = new("--plan")
    {
        Description =
            "Print what would be interrupted and how. This runs only a rehearsal in a lab.",
    };
    private readonly Option<string?> folder = new("--out")
    {
        Description = "Where to create the drill's folder (default reports/out).",
    };
    private readonly Option<bool> noInstall = new("--no-install")
    {
        Description = "Never install a missing package.",
    };
    private readonly Option<bool> json = new("--json")
    {
        Description = "Print a JSON summary on stdout; progress goes to stderr.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(name);
        options.AddTo(command);
        foreach (var option in new Option[] { plan, folder, noInstall, json })
            command.Add(option);
        command.SetAction(parsed =>
        {
            var scenario = find(parsed.GetValue(name)!);
            var asked = options.Read(parsed, scenario);
            if (scenario.Drills.Count == 0)
                throw new UsageError(
                    $"{scenario.Name} only works in a lab: there is nothing that a rollback would have to bring back."
                );
            var parent = ScenarioVerb.Parent(parsed.GetValue(folder));
            Installation
                .EnsureAsync(scenario.Services, !parsed.GetValue(noInstall), Console.Error, default)
                .GetAwaiter()
                .GetResult();
            var run = new DrillRun(
                scenario,
                asked,
                LabEntry.FindAsync(default).GetAwaiter().GetResult(),
                Interrupt.FromSignals()
            );
            return parsed.GetValue(plan)
                ? run.Print()
                : run.CarryOut(parent, parsed.GetValue(json));
        });
    }
}
