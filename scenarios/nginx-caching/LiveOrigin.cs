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
                bench.Expected.FillingPatience,
                (text, done) => step.Progress(text, done),
                step.Ct
            );
            var standalone = bench.File(NginxVariant.Standalone);
            // The candidate comes first: without a lab it keeps the profile's port, and so its bytes.
            await origin.ServeAsync(
                bench,
                "candidate",
                ServerRole.Candidate,
                standalone.Now,
                step.Ct
            );
            await origin.ServeAsync(
                bench,
                "baseline",
                ServerRole.Baseline,
                standalone.Before,
                step.Ct
            );
            await origin.ServeAsync(
                bench,
                "module",
                ServerRole.Candidate,
                bench.File(NginxVariant.Module).Now,
                step.Ct
            );
            await origin.ServeAsync(
                bench,
                "control",
                ServerRole.Control,
                standalone.Before,
                step.Ct,
                configuration => CacheOff.Of(configuration).Configuration
            );
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

    private async Task ServeAsync(
        Bench bench,
        string name,
        ServerRole role,
        string configuration,
        CancellationToken ct,
        Func<ServerConfiguration, ServerConfiguration>? edit = null
    )
    {
        var place = ServerPlace.For(servers.Count, bench.Profile.Server.Port);
        var rendered = bench.ServerFolder(name, configuration, place);
        var server = await NginxServer.StartAsync(
            name,
            edit?.Invoke(rendered) ?? rendered,
            place.Address,
            place.Compartment(),
            ct
        );
        servers.Add(new(server, role, server.Configuration.Conf));
    }
}
