using System.Collections.Concurrent;
using Verify.Instruments.Http;
using Verify.Instruments.Replay;
using Verify.Instruments.Sampling;

namespace Verify.Instruments.Staleness;

/// <summary>An endpoint, and how many of the probe playlists it is asked for.</summary>
/// <param name="Target">How a playlist is asked for, by its number.</param>
public sealed record ProbedEndpoint(
    WatchedEndpoint Watched,
    ProbePlan Plan,
    CacheWindow Predicted,
    Func<int, string> Target
);

/// <summary>
/// Measures staleness over probe playlists: each endpoint's workers are asked for their share of them, over a kept
/// connection to each worker, so that every window is one worker's and its beginning and end are known.
/// </summary>
public sealed class ProbedStaleness(ProbePlaylists probes)
{
    // These go to all workers, so that a client sees the media sequence as it does who changes between them.
    private const int AskedOfAll = 2;

    // With more workers than this a sequence that goes backwards has long been seen.
    private const int MostWorkers = 8;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <param name="knock">Asked for once on each connection, so that it can be traced to its worker.</param>
    /// <returns>What was seen of each endpoint, by its name.</returns>
    public async Task<IReadOnlyDictionary<string, Staleness>> MeasureAsync(
        IReadOnlyList<ProbedEndpoint> endpoints,
        string knock,
        TimeSpan duration,
        int seed,
        CancellationToken ct
    )
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var random = new Random(seed);
        var seen = await Task.WhenAll(
            endpoints.Select(endpoint =>
                WatchAsync(endpoint, HttpAsk.Get(knock), duration, random.Next(), together)
            )
        );
        return endpoints
            .Zip(seen)
            .ToDictionary(
                pair => pair.First.Watched.Endpoint.Name,
                pair =>
                    StalenessAnalysis.Judge(
                        pair.First.Watched,
                        TimeSpan.FromSeconds(1),
                        [
                            .. pair.Second.Select(
                                (all, file) => new WatchedFile([.. all], probes.Timeline(file))
                            ),
                        ],
                        probes.Lost
                    )
            );
    }

    private static async Task<ConcurrentQueue<Observation>[]> WatchAsync(
        ProbedEndpoint endpoint,
        HttpAsk knock,
        TimeSpan duration,
        int seed,
        CancellationTokenSource together
    )
    {
        var seen = Enumerable
            .Range(0, endpoint.Plan.Files)
            .Select(_ => new ConcurrentQueue<Observation>())
            .ToArray();
        try
        {
            var workers = await WorkerConnections.OpenAsync(
                endpoint.Watched,
                knock,
                Timeout,
                together.Token
            );
            var random = new Random(seed);
            var start = Instant.Now;
            await Task.WhenAll(
                workers.Select(
                    async (worker, i) =>
                    {
                        await using var poller = new WorkerPoller(
                            endpoint.Watched,
                            worker,
                            knock,
                            Timeout
                        );
                        await poller.RunAsync(
                            Share(endpoint, i, workers.Count, seen, start, duration, random),
                            together.Token
                        );
                    }
                )
            );
        }
        catch (ExchangeFailed)
        {
            // No connection, no samples: the result says so.
        }
        catch
        {
            await together.CancelAsync();
            throw;
        }
        return seen;
    }

    private static List<PolledTarget> Share(
        ProbedEndpoint endpoint,
        int worker,
        int workers,
        ConcurrentQueue<Observation>[] seen,
        Instant start,
        TimeSpan duration,
        Random random
    )
    {
        var versions = new ConcurrentDictionary<string, ServedVersion>();
        var share = new List<PolledTarget>();
        for (var file = 0; file < seen.Length; file++)
        {
            var own = file % workers == worker;
            if (!own && (file >= AskedOfAll || worker >= MostWorkers))
                continue;
            // Workers that begin in the same second would renew their entries together for ever.
            var life =
                endpoint.Predicted.High < duration / 2 ? endpoint.Predicted.High : duration / 2;
            var from = own ? start : start + (life * random.NextDouble());
            var into = seen[file];
            share.Add(
                new(
                    endpoint.Target(file),
                    from,
                    () => Instant.Now - start < duration ? endpoint.Plan.Interval : null,
                    sighting => into.Enqueue(Observation.Of(sighting, versions)),
                    new Random(random.Next())
                )
            );
        }
        return share;
    }
}
