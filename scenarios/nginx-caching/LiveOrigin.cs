using System.Diagnostics;
using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>The origin while it runs: one encoder, one tmpfs, and servers that differ in their configuration alone.</summary>
internal sealed class LiveOrigin : IAsyncDisposable
{
    /// <summary>How many servers it has; where each needs a port of its own, the next one is free.</summary>
    public const int Places = 4;

    private readonly List<NginxServer> servers = [];

    public Encoder Encoder { get; private set; } = null!;

    /// <summary>From the start of the encoder until every server answers.</summary>
    public TimeSpan Ready { get; private set; }

    public NginxServer Baseline => Named("baseline");

    /// <summary>The standalone variant with the change.</summary>
    public NginxServer Candidate => Named("candidate");

    /// <summary>The module variant with the change.</summary>
    public NginxServer Module => Named("module");

    /// <summary>The baseline with its cache off.</summary>
    public NginxServer Control => Named("control");

    public IReadOnlyList<NginxServer> Servers => servers;

    /// <summary>Throws, with its log, if the encoder or a server has ended.</summary>
    public void MustRun()
    {
        Encoder.MustRun();
        foreach (var server in servers)
            server.MustRun();
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
                bench.Expected.FillingPatience,
                (text, done) => step.Progress(text, done),
                step.Ct
            );
            var standalone = bench.File(NginxVariant.Standalone);
            // The candidate comes first: without a lab it keeps the profile's port, and so its bytes.
            await origin.ServeAsync(bench, "candidate", standalone.Now, step.Ct);
            await origin.ServeAsync(bench, "baseline", standalone.Before, step.Ct);
            await origin.ServeAsync(bench, "module", bench.File(NginxVariant.Module).Now, step.Ct);
            await origin.ServeAsync(bench, "control", CacheOff.Apply(standalone.Before), step.Ct);
            origin.Ready = clock.Elapsed;
            return origin;
        }
        catch
        {
            await origin.DisposeAsync();
            throw;
        }
    }

    public static WatchedEndpoint Watched(NginxServer server) =>
        new(server.Endpoint, new NginxWorkers(server.MasterId));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Enumerable.Reverse(servers))
            await server.DisposeAsync();
        servers.Clear();
        if (Encoder is not null)
            await Encoder.DisposeAsync();
    }

    private async Task ServeAsync(
        Bench bench,
        string name,
        string configuration,
        CancellationToken ct
    )
    {
        var place = ServerPlace.For(servers.Count, bench.Profile.Server.Port);
        var folder = bench.ServerFolder(name, configuration, place);
        servers.Add(await NginxServer.StartAsync(name, folder, place.Port, place.Network(), ct));
    }

    private NginxServer Named(string name) =>
        servers.Single(server => server.Endpoint.Name == name);
}
