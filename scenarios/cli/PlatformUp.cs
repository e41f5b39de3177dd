using System.CommandLine;
using Verify.Engine.Recoveries;
using Verify.Engine.Trust;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Packages;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Fixtures.S3;
using Verify.Scenarios.CdnEdge.Alone;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Foreground;

namespace Verify.Scenarios.Cli;

/// <summary><c>origin up video-platform</c> keeps the video platform running until Ctrl-C.</summary>
internal static class PlatformUp
{
    private const UnixFileMode ForEveryone = (UnixFileMode)0b111_101_101;

    private static readonly IReadOnlyList<string> Designs = PlatformInRun.AllDesigns;

    private static readonly string[] Programs =
    [
        "nginx",
        "postgres",
        "redis-server",
        "dotnet",
        "ffmpeg",
        .. RadosGateway.Programs,
    ];

    public static System.CommandLine.Command Command()
    {
        var design = new Option<string>("--design")
        {
            Description = $"Which design to start: {string.Join(", ", Designs)}.",
            DefaultValueFactory = _ => PlatformInRun.Cured,
        };
        var command = new System.CommandLine.Command(
            "video-platform",
            "Start the video platform: PostgreSQL, Redis, S3, API, worker and edge; Ctrl-C stops all."
        )
        {
            design,
        };
        command.SetAction(parsed =>
            RunAsync(Known(parsed.GetValue(design)!), Interrupt.FromSignals())
                .GetAwaiter()
                .GetResult()
        );
        return command;
    }

    private static string Known(string design) =>
        Designs.Contains(design)
            ? design
            : throw new UsageError(
                $"--design {design}: not one of {string.Join(", ", Designs)}."
                    + NearestMatch.Hint(design, Designs)
            );

    private static async Task<int> RunAsync(string design, CancellationToken stop)
    {
        await Installation.EnsureAsync(
            [
                new NginxService(),
                new EncoderService(),
                new PostgresService(),
                new RedisService(),
                new S3Service(),
                new PlatformService(),
            ],
            install: true,
            Console.Error,
            stop
        );
        await KilledBefore.SweepAsync(StandingPlatform.Prefix, Programs, stop);
        PortOfMachine.MustBeFree(StandingPlatform.ApiPort, "the API");
        if (design != PlatformInRun.Without)
            PortOfMachine.MustBeFree(EdgeInRun.Port, "the edge");
        var home = TemporaryFolder.Make(StandingPlatform.Prefix);
        // PostgreSQL and nginx drop their rights and must still get in.
        File.SetUnixFileMode(home, ForEveryone);
        using var turn = RunLock.Take(home);
        try
        {
            await using var platform = await StandingPlatform.StartAsync(
                design,
                home,
                Report,
                stop
            );
            foreach (var line in platform.Said())
                Console.WriteLine(line);
            Console.WriteLine($"files in {home}; Ctrl-C ends it");
            await platform.UntilAsync(stop);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static void Report(string text)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\rstarting {text} ...  ");
    }
}
