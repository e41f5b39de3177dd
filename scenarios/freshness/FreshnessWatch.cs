using System.Diagnostics;
using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Staleness;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Freshness;

/// <summary>Watches how old the playlists are that servers of the run give out, side by side over the same files.</summary>
internal sealed class FreshnessWatch : IDisposable
{
    // 40 a second of each server: a second's staleness is known to a few hundredths, and the load is no load.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    // The probes leave two thirds of a cache to what it is for: none is pushed out while it is watched.
    private const int CacheShare = 3;

    // Where no cache sets a limit: more playlists bound no window better that is worth a wait.
    private const int MostProbes = 64;

    private const int LongerAlone = 2;

    private readonly ServedStream stream;
    private readonly IReadOnlyList<Watched> all;
    private readonly ProbePlaylists probes;
    private readonly IReadOnlyList<Probed> beside;

    private FreshnessWatch(
        ServedStream stream,
        IReadOnlyList<OriginServer> servers,
        TimeSpan? watching
    )
    {
        this.stream = stream;
        var path = stream.File(stream.Playlist);
        var folder = Path.GetDirectoryName(path)!;
        // The live playlist's own location: probes take names that it answers, on every server.
        var predicted = servers
            .Select(server =>
                server.Predict(stream.Uri(stream.Playlist), InvalidationKind.Replaced)
            )
            .ToArray();
        beside = stream.Beside(stream.Playlist, servers).Take(MostProbes, "verify-probe");
        // Without probes there is one window a publication: twice as many of them.
        Watching =
            watching
            ?? Bounds.Watching(predicted.Max(one => one.Window.High))
                * (beside.Count == 0 ? LongerAlone : 1);
        all =
        [
            .. servers.Zip(
                predicted,
                (server, one) => new Watched(server, one, Endpoint(server, one))
            ),
        ];
        Publications = PublicationWatch.Start(folder, Path.GetFileName(path));
        try
        {
            probes = ProbePlaylists.Start(
                [.. beside.Take(all.Max(one => one.Endpoint.Plan.Files)).Select(one => one.File)],
                Random.Shared.Next()
            );
        }
        catch
        {
            Publications.Dispose();
            throw;
        }

        ProbedEndpoint Endpoint(OriginServer server, CachePrediction one) =>
            new(
                server.Watched,
                ProbePlan.For(
                    one.Window,
                    Watching,
                    Bounds.BoundWithin,
                    (int)Math.Min((one.Max ?? long.MaxValue) / CacheShare, beside.Count)
                ),
                one.Window,
                i => beside[i].Uri
            );
    }

    /// <summary>How long it is watched.</summary>
    public TimeSpan Watching { get; }

    /// <summary>Of the stream's playlist, and what else appears beside it.</summary>
    public PublicationWatch Publications { get; }

    /// <summary>Why there are no probes; null where there are.</summary>
    public string? NoProbes =>
        beside.Count > 0
            ? null
            : stream.Beside(stream.Playlist, [.. all.Select(one => one.Server)]).None;

    /// <summary>What this process used meanwhile, in cores.</summary>
    public double Cores { get; private set; }

    /// <param name="watching">How long; null for as long as the oldest entry that there can be takes.</param>
    public static FreshnessWatch Start(
        ServedStream stream,
        IReadOnlyList<OriginServer> servers,
        TimeSpan? watching = null
    ) => new(stream, servers, watching);

    /// <returns>What was seen of each server, in their order.</returns>
    public async Task<IReadOnlyList<FreshnessSeen>> SeeAsync(
        IProgress<StalenessProgress>? progress,
        CancellationToken ct
    )
    {
        var plan = new StalenessPlan(
            new(stream.Uri(stream.Playlist), Interval, Random.Shared.Next()),
            Watching
        );
        using var self = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        // What fails must end the other, not leave it running behind the exception.
        using var together = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var measuring = new StalenessMeter(Publications).MeasureAsync(
            plan,
            [.. all.Select(one => one.Server.Watched)],
            progress,
            together.Token
        );
        var probing = new ProbedStaleness(probes).MeasureAsync(
            [.. all.Select(one => one.Endpoint)],
            stream.Uri(stream.Playlist),
            Watching,
            Random.Shared.Next(),
            together.Token
        );
        try
        {
            await await Task.WhenAny(measuring, probing);
            await Task.WhenAll(measuring, probing);
        }
        catch
        {
            await together.CancelAsync();
            await ((Task)Task.WhenAll(measuring, probing)).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing
            );
            throw;
        }
        self.Refresh();
        Cores = (self.TotalProcessorTime - before) / clock.Elapsed;
        var (seen, probed) = (await measuring, await probing);
        return
        [
            .. all.Select(one => new FreshnessSeen(
                one.Server,
                seen[one.Server.Name],
                beside.Count == 0 ? null : probed[one.Server.Name],
                one.Endpoint.Plan,
                one.Predicted
            )),
        ];
    }

    public void Dispose()
    {
        probes.Dispose();
        Publications.Dispose();
    }

    private sealed record Watched(
        OriginServer Server,
        CachePrediction Predicted,
        ProbedEndpoint Endpoint
    );
}
