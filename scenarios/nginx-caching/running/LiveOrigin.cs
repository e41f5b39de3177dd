using System.Diagnostics;
using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>The origin while it runs: one encoder, one tmpfs, and servers that differ in their configuration alone.</summary>
internal sealed class LiveOrigin : IAsyncDisposable
{
    /// <summary>How many servers it has; where each needs a port of its own, the next one is free.</summary>
    public const int Places = 4;

    private readonly List<OriginServer> servers = [];

    public Encoder Encoder { get; private set; } = null!;

    /// <summary>From the start of the encoder until every server answers.</summary>
    public TimeSpan Ready { get; private set; }

    public OriginServer Baseline => servers.Single(one => one.Role == ServerRole.Baseline);

    /// <summary>The baseline with its cache off.</summary>
    public OriginServer Control => servers.Single(one => one.Role == ServerRole.Control);

    /// <summary>The configurations with the change, the one to ship first.</summary>
    public IReadOnlyList<OriginServer> Candidates =>
        [.. servers.Where(one => one.Role == ServerRole.Candidate)];

    public IReadOnlyList<OriginServer> Servers => servers;

    /// <summary>Throws, with its log, if the encoder or a server has ended.</summary>
    public void MustRun()
    {
        Encoder.MustRun();
        foreach (var server in servers)
            server.Nginx.MustRun();
    }

    public static async Task<LiveOrigin> StartAsync(Bench bench, Step step)
    {
        var clock = Stopwatch.StartNew();
        var origin = new LiveOrigin();
        try
        {
            origin.Encoder = await HlsFolder.FillAsync(
                bench.Profile,
                bench.Folder,
                (text, done) => step.Progress(text, done),
                step.Ct
            );
            foreach (var server in ServersOf(bench))
                await origin.ServeAsync(server, step.Ct);
            origin.Ready = clock.Elapsed;
            return origin;
        }
        catch
        {
            await origin.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Enumerable.Reverse(servers))
            await server.Nginx.DisposeAsync();
        servers.Clear();
        if (Encoder is not null)
            await Encoder.DisposeAsync();
    }

    private async Task ServeAsync(ServerToStart start, CancellationToken ct)
    {
        var served = start.Of.Serve(
            start.Name,
            changed: start.Role == ServerRole.Candidate,
            servers.Count
        );
        if (start.Role == ServerRole.Control)
            served = served with
            {
                Configuration = CacheOff.Of(served.Configuration).Configuration,
            };
        var server = await served.StartAsync(start.Name, ct);
        servers.Add(new(server, start.Role, start.Of, served));
    }

    /// <summary>What is started side by side.</summary>
    /// <remarks>The candidate comes first: without a lab it keeps the profile's port, and so its bytes.</remarks>
    public static IReadOnlyList<ServerToStart> ServersOf(Bench bench) =>
        [
            new("candidate", ServerRole.Candidate, bench.Served[0]),
            new("baseline", ServerRole.Baseline, bench.Served[0]),
            .. bench
                .Served.Skip(1)
                .Select(other => new ServerToStart(other.Name, ServerRole.Candidate, other)),
            new("control", ServerRole.Control, bench.Served[0]),
        ];
}

/// <summary>A server before it is started.</summary>
internal sealed record ServerToStart(string Name, ServerRole Role, ServedByRun Of);
