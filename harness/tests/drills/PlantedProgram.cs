using Verify.Engine.Journals;
using Verify.Scenarios.Cli;
using Verify.Scenarios.Cli.Drills;
using Verify.Scenarios.Cli.Rollback;

namespace Verify.Tests.Drills;

/// <summary>The program that the planted drills start, with the verbs of the real one that a drill needs.</summary>
internal static class PlantedProgram
{
    public static IReadOnlyList<string> Line { get; } =
    [Environment.ProcessPath!, typeof(PlantedProgram).Assembly.Location];

    public static int Run(string[] args)
    {
        RecoveryKinds.Register<PlantedUndo>("planted");
        return CommandLine.Run(
            [
                new DrillVerb(PlantedScenario.Find),
                new CellVerb(PlantedScenario.Find, []),
                new CarryOutVerb(PlantedScenario.Find),
                new RollbackVerb(),
            ],
            args
        );
    }
}
