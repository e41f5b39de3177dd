using Verify.Engine.Undo;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Workerd;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 6.3: alarms of a channel that was idle for as long as an instance lives at most, and for an hour.</summary>
/// <param name="parent">The run's; it has a workerd of its own, whose time passes much faster.</param>
internal sealed class LongIdleness(string parent)
{
    // An hour takes five seconds. What counts as at work (10 s) is then 14 ms: less than any of these times.
    private const int Speed = 720;

    // Documented: an idle instance is evicted after 70 s to 140 s.
    private static readonly double[] Idle = [140, 3600];

    public async Task CheckAsync(Step step)
    {
        var folder = Path.Combine(parent, "fast");
        await using var stopped = await step.BorrowAsync(
            new EndProcesses(folder, WorkerdService.Processes),
            _ => Task.CompletedTask
        );
        await using var server = await WorkerdServer.StartAsync(
            new(folder, LoopbackPort.Lasting(), WorkersInRun.Included) { Speed = Speed },
            step.Ct
        );
        var clock = new RunClock(Speed);
        foreach (var (seconds, index) in Idle.Select((one, index) => (one, index)))
        {
            var channel = new ChannelName(index + 1);
            foreach (var system in Watched(server, clock))
                await system.Colos[0].MediaAsync(channel, step.Ct);
            await Task.Delay(clock.Real(seconds), step.Ct);
            // One after the other: an alarm does not say of which design it is.
            foreach (var system in Watched(server, clock))
                await WakeAsync(server, system, channel, seconds, step);
        }
    }

    private static IEnumerable<SystemUnderTest> Watched(WorkerdServer server, RunClock clock) =>
        new[] { WorkersInRun.AsDesigned, WorkersInRun.Cured }.Select(design => new SystemUnderTest(
            server,
            clock,
            design
        ));

    private static async Task WakeAsync(
        WorkerdServer server,
        SystemUnderTest system,
        ChannelName channel,
        double seconds,
        Step step
    )
    {
        var colo = system.Colos[0];
        await system.EvictAsync(ObjectNames.Of(system.Name, colo.Name, channel), step.Ct);
        var mark = await server.MarkAsync(step.Ct);
        await colo.MediaAsync(channel, step.Ct);
        Churn.ExpectAlarms(
            step,
            system.Name,
            await system.CountSinceAsync(mark, Churn.Alarm, step.Ct),
            seconds
        );
    }
}
