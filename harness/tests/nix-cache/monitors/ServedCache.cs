using System.Net;
using System.Net.Sockets;
using Verify.Fixtures.Nginx;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Nginx;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.NixCache.Monitors;

/// <summary>A real nginx on a design's configuration, with a cache of a few files.</summary>
internal sealed class ServedCache : IAsyncDisposable
{
    /// <summary>A path that is there.</summary>
    public const string Narinfo = "0000000000000000000000000000000a.narinfo";

    /// <summary>One that is not.</summary>
    public const string Missing = "1111111111111111111111111111111a.narinfo";

    public const string Nar = "nar/0000000000000000000000000000000000000000000000000000.nar.zst";

    private const UnixFileMode Readable =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private readonly TempFolder folder;
    private readonly StartedProgram nginx;

    private ServedCache(TempFolder folder, CacheServer server, StartedProgram nginx) =>
        (this.folder, Server, this.nginx) = (folder, server, nginx);

    public CacheServer Server { get; }

    public static async Task<ServedCache> StartAsync(ICacheDesign design, CancellationToken ct)
    {
        if (NginxService.Nginx.Find() is not { } program)
        {
            Assert.Ignore("nginx is not installed");
            throw new InvalidOperationException();
        }
        var folder = new TempFolder();
        // nginx drops its rights, and has to reach what it serves.
        File.SetUnixFileMode(folder.Path, Readable);
        var server = new CacheServer(
            "127.0.0.1",
            FreePort(),
            folder.File("cache"),
            folder.File("state")
        );
        Directory.CreateDirectory($"{server.Folder}/nar");
        Directory.CreateDirectory(server.State);
        await File.WriteAllTextAsync($"{server.Folder}/nix-cache-info", new CacheInfo().Text, ct);
        await File.WriteAllTextAsync($"{server.Folder}/{Narinfo}", "StorePath: /nix/store/a\n", ct);
        await File.WriteAllTextAsync($"{server.Folder}/{Nar}", "nar", ct);
        var conf = folder.File("nginx.conf");
        await File.WriteAllTextAsync(conf, design.Nginx(server).Standalone(server), ct);
        var nginx = StartedProgram.Here([
            program,
            "-c",
            conf,
            "-e",
            $"{server.State}/error.log",
            "-g",
            "daemon off;",
        ]);
        var cache = new ServedCache(folder, server, nginx);
        await nginx.UntilAsync(
            () => File.Exists(server.PidFile) && cache.Connects(),
            "it listened",
            ct
        );
        return cache;
    }

    /// <summary>Lines of the log, once there are so many.</summary>
    public async Task UntilLoggedAsync(int lines, CancellationToken ct)
    {
        while (!File.Exists(Server.AccessLog) || File.ReadLines(Server.AccessLog).Count() < lines)
            await Task.Delay(BetweenLooks, ct);
    }

    public Task SignalAsync(string signal, CancellationToken ct) => nginx.SignalAsync(signal, ct);

    public async ValueTask DisposeAsync()
    {
        await nginx.DisposeAsync();
        folder.Dispose();
    }

    private bool Connects()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, Server.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
