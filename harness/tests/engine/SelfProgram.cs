using Verify.Engine.LeftChanged;

namespace Verify.Tests.Engine;

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

    public static int Run(Type scenario, string folder) =>
        SelfRun
            .Of(
                scenario,
                Directory.CreateDirectory(folder).FullName,
                surroundings: Surroundings.OfTheRun()
            )
            .Finished.ExitCode;
}
