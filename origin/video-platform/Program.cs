using Verify.VideoPlatform.Programs;

namespace Verify.VideoPlatform;

/// <summary>The table of contents: <c>video-platform migrate|api|worker</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        arguments switch
        {
            ["migrate"] => Started.RunAsync(MigrateProgram.RunAsync, port: 0),
            ["api"] => Started.RunAsync(ApiProgram.RunAsync, port: 8080),
            ["worker"] => Started.RunAsync(WorkerProgram.RunAsync, port: 8082),
            _ => Started.RefuseAsync(arguments),
        };
}
