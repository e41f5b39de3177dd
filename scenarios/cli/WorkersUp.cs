using System.CommandLine;
using Verify.Engine.Recoveries;
using Verify.Engine.Trust;
using Verify.Fixtures.Packages;
using Verify.Fixtures.Workerd;
using Verify.Scenarios.ConfigConsistency.Workers;
using Verify.Scenarios.Foreground;

namespace Verify.Scenarios.Cli;

/// <summary><c>origin up config-worker</c> keeps the edge workers of every design running until Ctrl-C.</summary>
internal static class WorkersUp
{
    private const string Prefix = "verify-workers-";
    private const int Port = 8790;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    public static System.CommandLine.Command Command()
    {
        var speed = new Option<int>("--speed")
        {
            Description = "How many times faster than the clock the deployment's time passes.",
            DefaultValueFactory = _ => 1,
        };
        speed.Validators.Add(given =>
        {
            if (given.GetValue(speed) is < 1 or > 30)
                given.AddError("--speed: give a whole number from 1 to 30.");
        });
        var command = new System.CommandLine.Command(
            "config-worker",
            "Start the edge workers of every design in three colos; Ctrl-C stops them."
        )
        {
            speed,
        };
        command.SetAction(parsed =>
            RunAsync(parsed.GetValue(speed), Interrupt.FromSignals()).GetAwaiter().GetResult()
        );
        return command;
    }

    private static async Task<int> RunAsync(int speed, CancellationToken stop)
    {
        await Installation.EnsureAsync([new WorkerdService()], install: true, Console.Error, stop);
        await KilledBefore.SweepAsync(Prefix, WorkerdService.Processes, stop);
        PortOfMachine.MustBeFree(Port, "workerd");
        var home = TemporaryFolder.Make(Prefix);
        using var turn = RunLock.Take(home);
        try
        {
            await using var server = await WorkerdServer.StartAsync(
                new(home, Port, WorkersInRun.Included)
                {
                    Speed = speed,
                    Tokens = new Dictionary<string, string>
                    {
                        [Admin.Token] = ChannelName.Organization,
                    },
                },
                stop
            );
            foreach (var line in Said())
                Console.WriteLine(line);
            Console.WriteLine($"files in {home}; Ctrl-C ends it");
            while (!stop.IsCancellationRequested)
            {
                server.MustRun();
                await Task.Delay(BetweenLooks, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
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

    private static IEnumerable<string> Said()
    {
        var (demo, change) = ("/demo/sports1", "{\"originUrl\":\"https://new.example/live\"}");
        yield return $"config-worker: {string.Join(", ", WorkersInRun.Included.Select(one => one.Name))}";
        yield return "Try it, with another design or colo (sjc, lhr, nrt) in the host's name:";
        yield return $"  curl http://sjc.cured.localhost:{Port}{demo}/master.m3u8";
        yield return $"  curl http://sjc.cured.localhost:{Port}/cue -d '{{\"org\":\"demo\",\"channel\":\"sports1\",\"type\":\"start\",\"duration\":30,\"id\":\"ad-1\"}}'";
        yield return $"  curl http://lhr.cured.localhost:{Port}{demo}/v_1600k.m3u8";
        yield return $"  curl -X PUT http://admin.cured.localhost:{Port}/admin/channels/ch_demo_sports1 -H 'Authorization: Bearer {Admin.Token}' -d '{change}'";
    }
}
