namespace Verify.Instruments;

/// <summary>
/// Makes one change to a file and measures, at every endpoint that serves it, how long the old state outlives it.
/// Probes of different files can run at the same time.
/// </summary>
public static class InvalidationMeter
{
    // Between two looks at whether all workers are primed or the old state is over; far below what is measured.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <returns>What was seen of each endpoint, by its name.</returns>
    public static async Task<IReadOnlyDictionary<string, Invalidation>> MeasureAsync(
        InvalidationProbe probe,
        IReadOnlyList<WatchedEndpoint> watched,
        CancellationToken ct
    )
    {
        await Task.Delay(probe.PhasePeriod * new Random(probe.Sampling.Seed).NextDouble(), ct);
        using var file = ProbeFile.SetUp(probe);
        var views = watched.Select(endpoint => new InvalidationView(endpoint, file)).ToList();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = Task.WhenAll(
            views.Select((view, i) => SampleAsync(view, probe, i, done.Token))
        );
        try
        {
            await UntilAsync(probe.PrimeLimit, () => views.All(v => v.Primed(probe)), running, ct);
            foreach (var view in views)
                view.Prime(probe);
            if (views.All(view => view.Inconclusive is not null))
                return Results(probe, views, default, TimeSpan.Zero);
            var (at, error) = file.Change();
            await UntilAsync(
                probe.Limit,
                () => views.All(view => view.Over(at, probe.Patience)),
                running,
                ct
            );
            return Results(probe, views, at, error);
        }
        finally
        {
            await done.CancelAsync();
            // Its end is awaited before the file is put back: nothing asks for a file that is being restored.
            await running.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static Dictionary<string, Invalidation> Results(
        InvalidationProbe probe,
        IReadOnlyList<InvalidationView> views,
        Instant changed,
        TimeSpan error
    ) => views.ToDictionary(view => view.Name, view => view.Result(probe, changed, error));

    private static async Task SampleAsync(
        InvalidationView view,
        InvalidationProbe probe,
        int index,
        CancellationToken done
    )
    {
        // Endpoints asked at the same moments would share every accident of those moments.
        var own = probe.Sampling with
        {
            Seed = probe.Sampling.Seed + index,
        };
        await using var sampler = new DitheredSampler(view.Watched, own, view.Saw);
        await sampler.RunAsync(() => true, done);
    }

    private static async Task UntilAsync(
        TimeSpan limit,
        Func<bool> met,
        Task running,
        CancellationToken ct
    )
    {
        var end = Instant.Now + limit;
        while (!met() && Instant.Now < end)
        {
            if (running.IsFaulted)
                await running;
            await Task.Delay(Look, ct);
        }
    }
}
