using System.Collections.Concurrent;
using Verify.Instruments.Http;
using Verify.Instruments.Sampling;

namespace Verify.Instruments.Staleness;

/// <summary>
/// Measures how long ago the playlist that an endpoint serves was superseded on disk, for several endpoints over
/// the same files at the same time.
/// </summary>
public sealed class StalenessMeter(PublicationWatch watch)
{
    // Often enough for a progress line to look alive.
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    /// <returns>What was seen of each endpoint, by its name.</returns>
    public async Task<IReadOnlyDictionary<string, Staleness>> MeasureAsync(
        StalenessPlan plan,
        IReadOnlyList<WatchedEndpoint> watched,
        IProgress<StalenessProgress>? progress,
        CancellationToken ct
    )
    {
        var start = Instant.Now;
        var seen = watched.Select(_ => new ConcurrentQueue<Observation>()).ToList();
        // What fails must end the others, not leave them running behind the exception.
        using var together = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = Task.WhenAll(
            watched.Select(
                (endpoint, i) => SampleAsync(endpoint, plan, i, start, seen[i], together)
            )
        );
        if (progress is not null)
        {
            while (
                await Task.WhenAny(running, Task.Delay(ProgressEvery, CancellationToken.None))
                != running
            )
                progress.Report(Progress(start, plan, seen));
        }
        await running;
        await watch.CaughtUpAsync(ct);
        return watched
            .Zip(seen)
            .ToDictionary(
                pair => pair.First.Endpoint.Name,
                pair =>
                    StalenessAnalysis.Judge(
                        pair.First,
                        plan.PhasePeriod,
                        [new([.. pair.Second], watch.Timeline)],
                        watch.Lost
                    )
            );
    }

    private static async Task SampleAsync(
        WatchedEndpoint watched,
        StalenessPlan plan,
        int index,
        Instant start,
        ConcurrentQueue<Observation> seen,
        CancellationTokenSource together
    )
    {
        var end = start + plan.Duration;
        var versions = new ConcurrentDictionary<string, ServedVersion>();
        // Endpoints asked at the same moments would share every accident of those moments.
        var own = plan.Sampling with
        {
            Seed = plan.Sampling.Seed + index,
        };
        await using var sampler = new DitheredSampler(
            watched,
            own,
            sighting => seen.Enqueue(Observation.Of(sighting, versions))
        );
        try
        {
            await sampler.RunAsync(() => Instant.Now < end, together.Token);
        }
        catch
        {
            await together.CancelAsync();
            throw;
        }
    }

    private static StalenessProgress Progress(
        Instant start,
        StalenessPlan plan,
        IReadOnlyList<ConcurrentQueue<Observation>> seen
    ) =>
        new(
            Instant.Now - start,
            plan.Duration,
            seen.Sum(queue => queue.Count),
            seen.Sum(queue => queue.Count(observation => observation.Error is not null))
        );
}
