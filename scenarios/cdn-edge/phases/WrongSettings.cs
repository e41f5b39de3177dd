using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 1.2: a process that is told nonsense says what, and does not start.</summary>
internal static class WrongSettings
{
    public const string Command = "REDIS_TTL=soon dotnet video-platform.dll api; echo $?";

    private const int UsageError = 2;

    private static readonly (string Name, string Value)[] Wrong =
    [
        ("REDIS_TTL", "soon"),
        ("REDIS_PORT", "70000"),
        ("REDIS_DB", "-1"),
        ("CDN_BASE_URL", "localhost"),
        ("VIDEO_DESIGN", "fast"),
        ("POSTGRES_PORT", "postgres"),
    ];

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        foreach (var (name, value) in Wrong)
        {
            var environment = platform.Stores.Environment(PlatformInRun.Cured);
            environment[name] = value;
            var (exit, said) = await PlatformProgram.EndAsync(
                PlatformProgram.Api,
                environment,
                Path.Combine(platform.Stores.Folder, "refused"),
                step.Ct
            );
            step.Expect($"{name}={value}: exit code", exit, Is.EqualTo(UsageError));
            step.Expect($"{name}={value}: what is said", said, Does.Contain(name));
        }
    }
}
