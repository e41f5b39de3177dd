using Verify.Instruments.Http;
using Verify.Swarm.Http;
using Verify.Swarm.Loop;
using Verify.Swarm.Tally;
using Verify.Swarm.Viewers;

namespace Verify.Swarm;

/// <summary>The thread on which a swarm runs, from the first viewer's start until nobody looks any more.</summary>
internal sealed class SwarmThread(SwarmPlan plan, Server server, CancellationToken stop)
{
    // A request is given up after seconds: that much later does not matter.
    private static readonly TimeSpan LookForOverdue = TimeSpan.FromMilliseconds(250);

    private Exception? broken;
    private int watching;

    /// <summary>Where it has got to, for whoever shows it.</summary>
    public SwarmProgress? Progress => Volatile.Read(ref reached);

    private SwarmProgress? reached;

    public Task<SwarmResult> RunAsync()
    {
        var done = new TaskCompletionSource<SwarmResult>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(Run());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        })
        {
            IsBackground = true,
            Name = "swarm",
        };
        thread.Start();
        return done.Task;
    }

    private SwarmResult Run()
    {
        using var loop = new EventLoop();
        var run = new SwarmRun(plan, loop, server);
        var (cpu, thread) = (Environment.CpuUsage.TotalTime, Kernel.ThreadTime());
        var start = Instant.Now;
        var end = start + plan.Duration;
        var viewers = new Viewer[plan.Viewers];
        watching = viewers.Length;
        loop.Run(() =>
        {
            // Begun on the loop, so that whatever they await comes back to it.
            if (viewers[0] is null)
                Begin(run, viewers, start, end);
            return watching == 0
                || broken is not null
                || stop.IsCancellationRequested
                || Instant.Now >= end;
        });
        var now = Instant.Now;
        foreach (var viewer in viewers)
            viewer.Leave(now);
        if (broken is not null)
            throw new InvalidOperationException($"A viewer broke: {broken.Message}", broken);
        var elapsed = now - start;
        return run.Tally.Result(
            plan,
            elapsed,
            run.Playlists.Seen(),
            new(
                loop.Lateness,
                (Environment.CpuUsage.TotalTime - cpu) / elapsed / Environment.ProcessorCount,
                (Kernel.ThreadTime() - thread) / elapsed
            )
        );
    }

    private void Begin(SwarmRun run, Viewer[] viewers, Instant start, Instant end)
    {
        var random = new Random(plan.Seed);
        for (var i = 0; i < viewers.Length; i++)
        {
            var place = TimeSpan.FromSeconds(i / plan.RampPerSecond);
            viewers[i] = new(run);
            _ = WatchAsync(viewers[i], start + place + (plan.Jitter * random.NextDouble()));
        }
        _ = LookAsync(run, viewers, start, end);
    }

    private async Task WatchAsync(Viewer viewer, Instant due)
    {
        try
        {
            await viewer.WatchAsync(due);
        }
        catch (Exception failure)
        {
            broken ??= failure;
        }
        watching--;
    }

    private async Task LookAsync(SwarmRun run, Viewer[] viewers, Instant start, Instant end)
    {
        // Apart from those that viewers wait in: its lateness is no request's.
        var pause = new Pause(run.Loop);
        for (var next = start + LookForOverdue; next < end; next += LookForOverdue)
        {
            await pause.UntilAsync(next);
            run.EndOverdue();
            var now = Instant.Now;
            Volatile.Write(
                ref reached,
                run.Tally.Progress(
                    now - start,
                    plan.Duration,
                    viewers.LongCount(one => one.IsStalled(now))
                )
            );
        }
    }
}
