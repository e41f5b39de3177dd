using System.CommandLine;
using Verify.Engine.Drill;
using Verify.Engine.Labs;

namespace Verify.Scenarios.Cli.Drills;

/// <summary>What the program does when it finds itself in the lab of a drill's cells.</summary>
/// <param name="find">Gives a scenario by its name.</param>
/// <param name="services">Those that its cells may start.</param>
internal sealed class CellVerb(Func<string, Scenario> find, IEnumerable<Service> services)
    : Verb(CellLab.Word, "Runs in a lab; started by a drill.")
{
    private readonly Argument<string> folder = new("folder");

    public override bool IsHidden => true;

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(folder);
        command.SetAction(parsed =>
        {
            if (!Lab.IsInside)
                throw new UsageError(
                    $"'{CellLab.Word}' is for the program itself. Use ./run.ps1 drill NAME."
                );
            var interrupted = LifeLine.Watch();
            // What is interrupted there works as on a machine: everything that any scenario needs is in place.
            Lab.Arrange(services);
            return CellInside
                .RunAsync(parsed.GetValue(folder)!, find, interrupted)
                .GetAwaiter()
                .GetResult();
        });
    }
}
