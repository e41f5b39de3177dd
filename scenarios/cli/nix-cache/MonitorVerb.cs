using System.CommandLine;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Monitor;
using Verify.Origin.NixCache.Nginx;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>Watches a cache that runs on this machine: figures for Prometheus on loopback, alarms on standard output.</summary>
internal sealed class MonitorVerb()
    : Verb(
        "monitor",
        "Watch the cache on this machine until Ctrl-C: figures for Prometheus on loopback, alarms as they come and go."
    )
{
    // Two looks within the shortest time that an alarm asks for.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    private readonly Option<string> address = Text(
        "--address",
        "ADDRESS",
        "Where the cache listens.",
        new CachePlace().ServerAddress
    );
    private readonly Option<int> port = Number("--port", "Its port.", CacheServer.DefaultPort);
    private readonly Option<string> folder = Text(
        "--folder",
        "DIR",
        "The folder that it serves.",
        CuredCache.Folder
    );
    private readonly Option<string> log = Text(
        "--log",
        "FILE",
        "Its access log.",
        CuredCache.AccessLog
    );
    private readonly Option<string> pid = Text(
        "--pid",
        "FILE",
        "The file with nginx's process id.",
        "/run/nginx/nginx.pid"
    );
    private readonly Option<string> cable = new("--interface")
    {
        Description = "The interface that the direct cable is in.",
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string> stamp = Text(
        "--collected",
        "FILE",
        "The file that a collection of garbage touches.",
        MonitoredCache.NixOsStamp
    );
    private readonly Option<int> listen = Number(
        "--listen",
        "The port of 127.0.0.1 for Prometheus.",
        MonitorServer.DefaultPort
    );
    private readonly Option<bool> once = new("--once")
    {
        Description = "Print the figures once and end.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        foreach (
            var option in (Option[])[address, port, folder, log, pid, cable, stamp, listen, once]
        )
            command.Add(option);
        command.SetAction(parsed =>
            RunAsync(parsed, Interrupt.FromSignals()).GetAwaiter().GetResult()
        );
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var server = new CacheServer(
            HardwareOptions.Address(address.Name, parsed.GetValue(address)!, loopback: true),
            Port(parsed, port),
            Folder(parsed, folder),
            State: ""
        );
        var name = HardwareLimits.Interface(cable.Name, parsed.GetValue(cable)!);
        using var monitor = new CacheMonitor(
            new(server, name, parsed.GetValue(stamp)!)
            {
                AccessLog = parsed.GetValue(log)!,
                PidFile = parsed.GetValue(pid)!,
            },
            TimeProvider.System
        );
        var disk = new DriveInfo(server.Folder);
        var tuning = CuredCache.Design.Rules.Tune(
            HardwareProfile.Planned with
            {
                Disk = new(disk.TotalSize),
            }
        );
        var alarms = new AlarmWatch(AlarmRules.For(tuning), TimeProvider.System);
        if (parsed.GetValue(once))
        {
            Console.Write((await Observation.TakeAsync(monitor, alarms, stop)).Text);
            return 0;
        }
        return await WatchAsync(monitor, alarms, Port(parsed, listen), stop);
    }

    private static async Task<int> WatchAsync(
        CacheMonitor monitor,
        AlarmWatch alarms,
        int port,
        CancellationToken stop
    )
    {
        var last = await Observation.TakeAsync(monitor, alarms, stop);
        using var server = new MonitorServer(() => last.Text, port);
        var serving = server.UntilAsync(stop);
        Console.WriteLine($"http://127.0.0.1:{port}/metrics; Ctrl-C ends it");
        Tell(last.Firing, []);
        using var ticks = new PeriodicTimer(BetweenLooks);
        try
        {
            while (await ticks.WaitForNextTickAsync(stop))
            {
                var now = await Observation.TakeAsync(monitor, alarms, stop);
                Tell(now.Firing, last.Firing);
                last = now;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C is how it ends.
        }
        await serving;
        return 0;
    }

    private static void Tell(IReadOnlyList<AlarmRule> now, IReadOnlyList<AlarmRule> before)
    {
        foreach (var rule in now.Except(before))
            Console.WriteLine($"ALARM {rule.Name}: {rule.Meaning}\n  {rule.Cure}");
        foreach (var rule in before.Except(now))
            Console.WriteLine($"over  {rule.Name}");
    }

    private static string Folder(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) is { } path && Directory.Exists(path)
            ? Path.GetFullPath(path)
            : throw new UsageError(
                $"{option.Name} '{parsed.GetValue(option)}': there is no such folder. {option.Description}"
            );

    private static int Port(ParseResult parsed, Option<int> option) =>
        parsed.GetValue(option) is var number and >= 1 and <= 65535
            ? number
            : throw new UsageError(
                $"{option.Name} {parsed.GetValue(option)}: give a port from 1 to 65535."
            );

    private static Option<string> Text(string name, string help, string does, string otherwise) =>
        new(name)
        {
            Description = does,
            HelpName = help,
            DefaultValueFactory = _ => otherwise,
        };

    private static Option<int> Number(string name, string does, int otherwise) =>
        new(name)
        {
            Description = does,
            HelpName = "N",
            DefaultValueFactory = _ => otherwise,
        };
}
