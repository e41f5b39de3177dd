using System.Globalization;
using System.Net;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>What a bench of cdn-edge compares: the API with and without its cache, the cured edge and a plain nginx.</summary>
internal sealed class BenchedPlatform : IAsyncDisposable
{
    // As the design has them: nothing expires while it is measured.
    private static readonly EdgeTimes Times = new(
        TimeSpan.FromHours(1),
        TimeSpan.FromDays(7),
        TimeSpan.FromDays(7)
    );

    private readonly PlatformInRun platform;
    private readonly Stack<IAsyncDisposable> started = new();

    private BenchedPlatform(string home) =>
        platform = new(home, times: Times)
        {
            Designs = [PlatformInRun.Without, PlatformInRun.Cured],
        };

    public PlatformStores Stores => platform.Stores;

    public PlatformProgram Cached { get; private set; } = null!;

    public PlatformProgram Uncached { get; private set; } = null!;

    /// <summary>Of Redis, where the cached API has its keys.</summary>
    public string Database => platform.EnvironmentOf(PlatformInRun.Cured)["REDIS_DB"];

    public NginxServer Edge => platform.Edge(PlatformInRun.Cured).Nginx;

    /// <summary>The same files, from the disk.</summary>
    public NginxServer Disk { get; private set; } = null!;

    /// <summary>Of a video: its playlist and a segment, at both servers.</summary>
    public IReadOnlyList<ServedFile> Files { get; private set; } = [];

    public static async Task<BenchedPlatform> StartAsync(
        string home,
        BenchScreen screen,
        CancellationToken ct
    )
    {
        var benched = new BenchedPlatform(home);
        try
        {
            await benched.StartStepsAsync(home, screen, ct);
            return benched;
        }
        catch
        {
            await benched.DisposeAsync();
            throw;
        }
    }

    /// <summary>Throws with the log of whatever has died.</summary>
    public void MustRun()
    {
        Cached.MustRun();
        Uncached.MustRun();
        Edge.MustRun();
        Disk.MustRun();
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var last))
            await last.DisposeAsync();
        await platform.EndEdgesAsync();
        await platform.EndCachedAsync();
        await platform.EndStoresAsync();
    }

    private async Task StartStepsAsync(string home, BenchScreen screen, CancellationToken ct)
    {
        screen.Begin("starting PostgreSQL, S3 and Redis");
        await platform.StartStoresAsync(ct);
        await Stores.StartCacheAsync(ct);
        screen.Begin("starting the APIs and the edge");
        await platform.StartCachedAsync(ct);
        await platform.StartEdgesAsync(ct);
        Cached = await PastGatesAsync(PlatformInRun.Cured, ct);
        Uncached = await PastGatesAsync(PlatformInRun.Without, ct);
        screen.Begin("making a video");
        var files = await VideoFiles.OfAsync(platform, PlatformInRun.Cured, ct);
        var folder = Path.Combine(home, "disk");
        Files =
        [
            await CopyAsync("playlist", files.Playlists[1], folder, ct),
            await CopyAsync("segment", files.Segments[0], folder, ct),
        ];
        Disk = Keep(
            await NginxServer.StartAsync(
                "disk",
                RenderedConfiguration.Write(folder, Configuration(folder)),
                new(IPAddress.Loopback, EdgeInRun.Port),
                Compartment.Isolated(),
                ct
            )
        );
    }

    // The gates are this program's: they are not to be in what an answer costs.
    private async Task<PlatformProgram> PastGatesAsync(string design, CancellationToken ct) =>
        Keep(
            await platform.BesideAsync(
                design,
                PlatformProgram.Api,
                "benched",
                new Dictionary<string, string>
                {
                    ["POSTGRES_PORT"] = Text(Stores.Postgres.Settings.Port),
                    ["REDIS_PORT"] = Text(Stores.Redis!.Settings.Port),
                },
                ct
            )
        );

    private async Task<ServedFile> CopyAsync(
        string kind,
        string path,
        string folder,
        CancellationToken ct
    )
    {
        using var storage = new HttpClient();
        var content = await storage.GetByteArrayAsync(
            Stores.Bucket(PlatformInRun.Cured).UrlOf(path.TrimStart('/')),
            ct
        );
        var file = Path.Combine(folder, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, content, ct);
        return new(kind, path, content.Length);
    }

    // The cured edge's own settings for everything that is not its cache.
    private static string Configuration(string folder) =>
        $$"""
            worker_processes 2;
            error_log {{folder}}/error.log warn;
            pid {{folder}}/nginx.pid;
            events {
                worker_connections 1024;
            }
            http {
                include mime.types;
                access_log off;
                sendfile on;
                keepalive_timeout 65;
                server {
                    listen 127.0.0.1:{{EdgeInRun.Port}};
                    location /hls/ {
                        root {{folder}};
                    }
                }
            }
            """;

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        started.Push(one);
        return one;
    }
}

/// <summary>A file that both servers have under the same path.</summary>
internal sealed record ServedFile(string Kind, string Path, long Bytes);
