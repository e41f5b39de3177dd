using System.Diagnostics;
using Verify.Fixtures.Encoder;

namespace Verify.Scenarios.Serving;

/// <summary>An origin while it runs: one encoder, and over its files servers that differ in their configuration alone.</summary>
internal sealed class LiveOrigin : IAsyncDisposable
{
    private readonly IReadOnlyList<ServerToStart> started;
    private readonly bool sharesEncoder;

    private LiveOrigin(
        Encoder encoder,
        IReadOnlyList<ServerToStart> started,
        IReadOnlyList<OriginServer> servers,
        TimeSpan ready,
        bool sharesEncoder = false
    )
    {
        (Encoder, Servers, Ready) = (encoder, servers, ready);
        (this.started, this.sharesEncoder) = (started, sharesEncoder);
    }

    public Encoder Encoder { get; }

    /// <summary>In the order in which they were started.</summary>
    public IReadOnlyList<OriginServer> Servers { get; }

    /// <summary>From the start of the encoder until every server answers.</summary>
    public TimeSpan Ready { get; }

    /// <summary>From when on the encoder keeps the time: what comes before is made as fast as it can.</summary>
    public required TimeSpan PacedFrom { get; init; }

    /// <summary>How fast the encoder is since then; times real time.</summary>
    public double Speed => Encoder.Pace.Since(PacedFrom.TotalSeconds);

    public OriginServer Baseline => Servers.Single(one => one.Role == ServerRole.Baseline);

    /// <summary>The baseline with its cache off.</summary>
    public OriginServer Control => Servers.Single(one => one.Role == ServerRole.Control);

    /// <summary>The configurations with the change, the one to ship first.</summary>
    public IReadOnlyList<OriginServer> Candidates =>
        [.. Servers.Where(one => one.Role == ServerRole.Candidate)];

    /// <summary>Throws, with its log, if the encoder or a server has ended.</summary>
    public void MustRun()
    {
        Encoder.MustRun();
        foreach (var server in Servers)
            server.Nginx.MustRun();
    }

    /// <param name="encode">Starts the encoder; done when a whole window is there.</param>
    public static async Task<LiveOrigin> StartAsync(
        Func<Task<Encoder>> encode,
        TimeSpan pacedFrom,
        IReadOnlyList<ServerToStart> all,
        CancellationToken ct
    )
    {
        var clock = Stopwatch.StartNew();
        var encoder = await encode();
        try
        {
            var servers = await StartAsync(all, "", ct);
            return new(encoder, all, servers, clock.Elapsed) { PacedFrom = pacedFrom };
        }
        catch
        {
            await encoder.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Starts the same servers a second time, with the same configurations and files but caches of their own: for requests
    /// that would disturb a measurement on these.
    /// </summary>
    public async Task<LiveOrigin> TwinAsync(string name, CancellationToken ct) =>
        new(Encoder, started, await StartAsync(started, $"-{name}", ct), Ready, sharesEncoder: true)
        {
            PacedFrom = PacedFrom,
        };

    public async ValueTask DisposeAsync()
    {
        await EndAsync(Servers);
        if (!sharesEncoder)
            await Encoder.DisposeAsync();
    }

    private static async Task<IReadOnlyList<OriginServer>> StartAsync(
        IReadOnlyList<ServerToStart> all,
        string beside,
        CancellationToken ct
    )
    {
        var servers = new List<OriginServer>();
        try
        {
            foreach (var one in all)
                servers.Add(await one.StartAsync(servers.Count, ct, one.Name + beside));
            return servers;
        }
        catch
        {
            await EndAsync(servers);
            throw;
        }
    }

    private static async Task EndAsync(IReadOnlyList<OriginServer> servers)
    {
        foreach (var server in servers.Reverse())
            await server.Nginx.DisposeAsync();
    }
}
