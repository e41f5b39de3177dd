using System.Net;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Foreground;

namespace Verify.Scenarios.Hls;

/// <summary>One encoder and one nginx with the caching change, on this machine itself.</summary>
internal sealed class ForegroundOrigin : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private Encoder? encoder;
    private readonly NginxServer server;

    private ForegroundOrigin(Encoder encoder, NginxServer server, string folder) =>
        (this.encoder, this.server, Folder) = (encoder, server, folder);

    public const string Prefix = "verify-origin-";

    public NginxServer Server => server;

    /// <summary>What is served, where it lies.</summary>
    public string Folder { get; }

    /// <summary>Ends and removes what an origin that was killed has left.</summary>
    public static Task SweepAsync(CancellationToken ct) =>
        KilledBefore.SweepAsync(Prefix, ["nginx", "ffmpeg"], ct);

    public static async Task<ForegroundOrigin> StartAsync(
        OriginProfile profile,
        string home,
        Action<string, double> progress,
        CancellationToken ct
    )
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "hls")).FullName;
        // nginx drops its rights and must still get in.
        File.SetUnixFileMode(home, (UnixFileMode)Convert.ToInt32("755", 8));
        profile = profile with
        {
            Server = profile.Server with { HlsDir = folder },
            Logging = profile.Logging with
            {
                Directory = Directory.CreateDirectory(Path.Combine(home, "log")).FullName,
            },
        };
        var configuration = CachingChange.Apply(
            OriginConfig.Render(NginxVariant.Standalone, profile, mimeTypes: "mime.types"),
            CachingChange.For(NginxVariant.Standalone, profile)
        );
        var nginx = RenderedConfiguration.Write(Path.Combine(home, "nginx"), configuration);
        var server = await NginxServer.StartAsync(
            "origin",
            nginx,
            new ServerAddress(IPAddress.Loopback, profile.Server.Port),
            Compartment.OfTheProgram(),
            ct
        );
        try
        {
            return new(await HlsFolder.FillAsync(profile, home, progress, ct), server, folder);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when it is told to stop; throws with the log if a part dies before.</summary>
    public async Task<int> UntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            MustRun();
            await Task.Delay(BetweenLooks, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        return 0;
    }

    /// <summary>Throws with the log if a part has ended by itself.</summary>
    public void MustRun()
    {
        encoder?.MustRun();
        server.MustRun();
    }

    /// <summary>Ends the encoder; what it has written is served as it lies.</summary>
    public async Task FreezeAsync()
    {
        if (encoder is not null)
            await encoder.DisposeAsync();
        encoder = null;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await FreezeAsync();
    }
}
