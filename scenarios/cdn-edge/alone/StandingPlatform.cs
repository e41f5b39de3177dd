using System.Net;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Origin.Edge;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Alone;

/// <summary>The platform of one design on this machine's loopback, for somebody to look at: stores, API, worker and edge.</summary>
internal sealed class StandingPlatform : IAsyncDisposable
{
    /// <summary>What the folders of those that run are called.</summary>
    public const string Prefix = "verify-platform-";

    public const int ApiPort = 8080;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    // As the design has them: an hour for playlists, a week for segments.
    private static readonly EdgeTimes Times = new(
        TimeSpan.FromHours(1),
        TimeSpan.FromDays(7),
        TimeSpan.FromDays(7)
    );

    private readonly Stack<IAsyncDisposable> started = new();
    private readonly List<PlatformProgram> programs = [];

    private StandingPlatform(string design) => Design = design;

    public string Design { get; }

    public PlatformStores Stores { get; private set; } = null!;

    /// <summary>Null in the design that has none.</summary>
    public NginxServer? Edge { get; private set; }

    public static async Task<StandingPlatform> StartAsync(
        string design,
        string home,
        Action<string> progress,
        CancellationToken ct
    )
    {
        var platform = new StandingPlatform(design);
        try
        {
            await platform.StartAsync(home, progress, ct);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when it is told to stop; throws with the log if a part dies before.</summary>
    public async Task UntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var program in programs)
                program.MustRun();
            Edge?.MustRun();
            await Task.Delay(BetweenLooks, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Where everything is, and what can be typed.</summary>
    public IEnumerable<string> Said()
    {
        var bucket = Stores.Bucket(Design);
        var api = $"http://127.0.0.1:{ApiPort}";
        yield return $"video-platform, {Design}";
        yield return $"  API         {api}";
        yield return Edge is null
            ? "  edge        none in this design"
            : $"  edge        {EdgeInRun.BaseUrl}";
        yield return $"  S3          {bucket.Url}{bucket.Bucket}";
        yield return $"  PostgreSQL  127.0.0.1:{Stores.Postgres.Settings.Port}";
        yield return Stores.Redis is { } redis
            ? $"  Redis       127.0.0.1:{redis.Settings.Port}"
            : "  Redis       none in this design";
        yield return "Try it:";
        yield return "  id=$(curl -s -H 'Content-Type: application/json' -d '{\"user_id\":\"11111111-1111-1111-1111-111111111111\",\"title\":\"A video\",\"original_url\":\"lavfi:testsrc2=duration=4\"}' "
            + $"{api}/v1/videos | sed 's/.*\"id\":\"\\([^\"]*\\)\".*/\\1/')";
        yield return $"  curl -s -X POST {api}/v1/videos/$id/process";
        yield return $"  curl -s {api}/v1/videos/$id   # until its status is READY";
        yield return $"  curl -si {(Edge is null ? $"{bucket.Url}{bucket.Bucket}" : EdgeInRun.BaseUrl)}/hls/$id/master.m3u8";
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var last))
            await last.DisposeAsync();
    }

    private async Task StartAsync(string home, Action<string> progress, CancellationToken ct)
    {
        progress("PostgreSQL and S3");
        Stores = Keep(await PlatformStores.StartAsync(home, [Design], given: null, ct));
        if (Design != PlatformInRun.Without)
        {
            progress("Redis");
            await Stores.StartCacheAsync(ct);
            progress("the edge");
            Edge = Keep(await StartEdgeAsync(Path.Combine(home, "edge"), ct));
        }
        progress("the API and a worker");
        var environment = Stores.Environment(Design);
        environment["HTTP_PORT"] = $"{ApiPort}";
        if (Edge is null)
            environment["CDN_BASE_URL"] =
                $"{Stores.Bucket(Design).Url}{Stores.Bucket(Design).Bucket}";
        await ProgramAsync("api", environment, home, PlatformProgram.Api, ct);
        environment["HTTP_PORT"] = "0";
        await ProgramAsync("worker", environment, home, PlatformProgram.Worker, ct);
    }

    private async Task ProgramAsync(
        string name,
        Dictionary<string, string> environment,
        string home,
        string role,
        CancellationToken ct
    ) =>
        programs.Add(
            Keep(
                await PlatformProgram.StartAsync(
                    name,
                    environment,
                    Path.Combine(home, name),
                    ct,
                    role
                )
            )
        );

    private Task<NginxServer> StartEdgeAsync(string folder, CancellationToken ct)
    {
        var settings = EdgeInRun.SettingsOf(folder, Stores.Bucket(Design).Bucket, Times) with
        {
            // On this machine there is no name for it.
            Storage = $"127.0.0.1:{Stores.Storage.Endpoint.Url.Port}",
        };
        return NginxServer.StartAsync(
            "edge",
            RenderedConfiguration.Write(
                folder,
                Design == PlatformInRun.Cured
                    ? CuredEdge.Configuration(settings)
                    : AsDesignedEdge.Configuration(settings)
            ),
            new(IPAddress.Loopback, EdgeInRun.Port),
            Compartment.OfTheProgram(),
            ct
        );
    }

    private T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        started.Push(one);
        return one;
    }
}
