using Verify.Instruments.Http;
using Verify.Instruments.Sampling;

namespace Verify.Instruments.Invalidation;

/// <summary>
/// Changes files, each at a random moment, and measures at every endpoint that serves them how long the old state
/// outlives its change. Each worker is asked over a kept connection of its own: every worker has served the old
/// state before the change, and what it serves after is known of each of them.
/// </summary>
public static class InvalidationMeter
{
    // Between two looks at whether a change can be made or everything is over; far below what is measured.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <param name="progress">Told how many of the changes are over, everywhere.</param>
    /// <returns>What was seen of each probe at each endpoint, in the order of the probes and then of the endpoints.</returns>
    public static async Task<IReadOnlyList<Invalidation>> MeasureAsync(
        IReadOnlyList<InvalidationProbe> probes,
        IReadOnlyList<WatchedEndpoint> watched,
        InvalidationPlan plan,
        IProgress<int>? progress,
        CancellationToken ct
    )
    {
        var knock = HttpAsk.Get(plan.Knock);
        var reached = new List<IReadOnlyList<WorkerConnection>>();
        var files = new List<ProbeFile>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task polling = Task.CompletedTask;
        try
        {
            foreach (var endpoint in watched)
                reached.Add(await WorkerConnections.OpenAsync(endpoint, knock, plan.Timeout, ct));
            foreach (var probe in probes)
                files.Add(ProbeFile.SetUp(probe));
            var views = probes
                .Zip(files)
                .Select(pair =>
                    watched
                        .Zip(reached)
                        .Select(of => new InvalidationView(
                            of.First,
                            [.. of.Second.Select(connection => connection.Worker)],
                            pair.First,
                            pair.Second,
                            plan
                        ))
                        .ToList()
                )
                .ToList();
            var random = new Random(plan.Seed);
            polling = PollAsync(probes, watched, reached, views, plan, random, done.Token);
            var changes = probes
                .Select((_, i) => (files[i], views[i], random.NextDouble()))
                .ToList();
            await Task.WhenAll(
                changes.Select(one =>
                    ChangeAsync(one.Item1, one.Item2, one.Item3, plan, polling, ct)
                )
            );
            var end = Instant.Now + plan.Limit;
            await UntilAsync(
                end,
                () =>
                {
                    var over = views.Count(all => all.TrueForAll(view => view.Over()));
                    progress?.Report(over);
                    return over == views.Count;
                },
                polling,
                ct
            );
            return [.. views.SelectMany(all => all.Select(view => view.Result()))];
        }
        finally
        {
            await done.CancelAsync();
            // Its end is awaited before the files are put back: nothing asks for a file that is being restored.
            await polling.ContinueWith(_ => { }, TaskScheduler.Default);
            foreach (var connection in reached.SelectMany(one => one))
                await connection.Connection.DisposeAsync();
            foreach (var file in files)
                file.Dispose();
        }
    }

    private static async Task PollAsync(
        IReadOnlyList<InvalidationProbe> probes,
        IReadOnlyList<WatchedEndpoint> watched,
        IReadOnlyList<IReadOnlyList<WorkerConnection>> reached,
        IReadOnlyList<IReadOnlyList<InvalidationView>> views,
        InvalidationPlan plan,
        Random random,
        CancellationToken done
    )
    {
        var polls = new List<Task>();
        for (var e = 0; e < watched.Count; e++)
            foreach (var connection in reached[e])
            {
                var (endpoint, index) = (watched[e], e);
                List<PolledTarget> targets =
                [
                    .. probes.Select(
                        (probe, i) =>
                            new PolledTarget(
                                probe.Target,
                                Instant.Now,
                                views[i][index].Pace,
                                views[i][index].Saw,
                                new Random(random.Next())
                            )
                    ),
                ];
                polls.Add(
                    Task.Run(
                        async () =>
                        {
                            await using var poller = new WorkerPoller(
                                endpoint,
                                connection,
                                HttpAsk.Get(plan.Knock),
                                plan.Timeout
                            );
                            await poller.RunAsync(targets, done);
                        },
                        done
                    )
                );
            }
        await Task.WhenAll(polls);
    }

    private static async Task ChangeAsync(
        ProbeFile file,
        List<InvalidationView> views,
        double phase,
        InvalidationPlan plan,
        Task polling,
        CancellationToken ct
    )
    {
        await UntilAsync(
            Instant.Now + plan.PrimeLimit,
            () => views.TrueForAll(view => view.Primed()),
            polling,
            ct
        );
        // Drawn before anything is asked: no answer moves it.
        await Task.Delay(plan.PhasePeriod * phase, ct);
        foreach (var view in views)
            view.Prime();
        file.Change();
    }

    private static async Task UntilAsync(
        Instant end,
        Func<bool> met,
        Task running,
        CancellationToken ct
    )
    {
        while (!met() && Instant.Now < end)
        {
            if (running.IsFaulted)
                await running;
            await Task.Delay(Look, ct);
        }
    }
}
