using Verify.Engine.Programs;
using Verify.Fixtures.Nginx;
using Verify.Instruments.BinaryCache;
using Verify.Instruments.Http;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Monitor;
using Verify.Origin.NixCache.Nginx;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>A cache that a real nginx serves on the server, as a design configures it.</summary>
internal sealed class ServedCache : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private readonly Daemon nginx;
    private readonly LogTail log;

    private ServedCache(Daemon nginx, CacheServer server, CacheFolder cache, Endpoint endpoint)
    {
        (this.nginx, Server, Cache, Endpoint) = (nginx, server, cache, endpoint);
        log = new(server.AccessLog);
    }

    public CacheServer Server { get; }

    public CacheFolder Cache { get; }

    /// <summary>As the client reaches it.</summary>
    public Endpoint Endpoint { get; }

    public string Url => Server.Url;

    public Daemon Nginx => nginx;

    /// <param name="edit">Of nginx's configuration, for a server with a fault.</param>
    public static async Task<ServedCache> StartAsync(
        ICacheDesign design,
        TwoHosts hosts,
        CacheServer server,
        CacheFolder cache,
        CancellationToken ct,
        Func<string, string>? edit = null
    )
    {
        Directory.CreateDirectory(server.State);
        Directory.CreateDirectory(Path.Combine(cache.Folder, "nar"));
        var file = Path.Combine(server.State, "nginx.conf");
        var text = design.Nginx(server).Standalone(server);
        await File.WriteAllTextAsync(file, edit?.Invoke(text) ?? text, ct);
        var nginx = await Daemon.StartAsync(
            [
                NginxService.Nginx.MustFind(),
                "-e",
                "stderr",
                "-p",
                $"{server.State}/",
                "-g",
                // Workers read the run's folder, which may be private.
                "daemon off; user root;",
                "-c",
                file,
            ],
            server.State,
            hosts.Server,
            ct
        );
        var served = new ServedCache(nginx, server, cache, hosts.Over(design.Name, server.Port));
        await served.MustAnswerAsync(ct);
        return served;
    }

    /// <summary>What it has answered since it was last asked this; an answer is written down just after it was given.</summary>
    public IReadOnlyList<LogEntry> Answered() =>
        [.. log.Read().Select(LogEntry.Parse).OfType<LogEntry>()];

    /// <summary>The same once it holds what is waited for, or after a while.</summary>
    public async Task<IReadOnlyList<LogEntry>> AnsweredAsync(
        Func<IReadOnlyList<LogEntry>, bool> holds,
        CancellationToken ct
    )
    {
        var all = new List<LogEntry>(Answered());
        for (var began = Instant.Now; !holds(all) && Instant.Now - began < Patience; )
        {
            await Task.Delay(BetweenLooks, ct);
            all.AddRange(Answered());
        }
        return all;
    }

    public Task<HttpAnswer> AskAsync(string target, CancellationToken ct) =>
        FreshAnswer.ToAsync(Endpoint, HttpAsk.Get(target), Patience, ct);

    /// <summary>The status of an answer, the whole of which was received and forgotten.</summary>
    public async Task<int> PassAsync(string target, CancellationToken ct) =>
        (
            await FreshAnswer.ToAsync(Endpoint, HttpAsk.Get(target), Patience, ct, part: _ => { })
        ).Status;

    public ValueTask DisposeAsync() => nginx.DisposeAsync();

    private async Task MustAnswerAsync(CancellationToken ct)
    {
        var probe = new HeaderProbe(Endpoint, Patience);
        for (
            var began = Instant.Now;
            (await probe.AskAsync(HttpAsk.Get($"/{CacheIdentity.FileName}"), ct)).Answer is null;
            await Task.Delay(BetweenLooks, ct)
        )
        {
            nginx.MustRun($"nginx ({Endpoint.Name})");
            if (Instant.Now - began > Patience)
                throw new CannotRun(
                    $"nginx ({Endpoint.Name}) does not answer at {Url} after {Patience.TotalSeconds:0} s: {nginx.Log}"
                );
        }
    }
}
