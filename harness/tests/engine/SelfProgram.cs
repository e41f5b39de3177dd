using Verify.Engine;

namespace Verify.Tests;

/// <summary>Carries out a self scenario in a process of its own: one that may be killed, or be the first of a lab.</summary>
internal static class SelfProgram
{
    /// <summary>The command for a scenario whose run leaves its record in a folder.</summary>
    public static IReadOnlyList<string> Line<T>(string folder)
        where T : SelfScenario =>
        [
            Environment.ProcessPath!,
            typeof(SelfProgram).Assembly.Location,
            typeof(T).FullName!,
            folder,
        ];

    private static int Main(string[] arguments) =>
        SelfRun
            .Of(
                Type.GetType(arguments[0], throwOnError: true)!,
                Directory.CreateDirectory(arguments[1]).FullName,
                surroundings: Surroundings.OfTheRun()
            )
            .Finished.ExitCode;
}
