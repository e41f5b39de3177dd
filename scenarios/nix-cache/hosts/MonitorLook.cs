using System.Globalization;
using Verify.Fixtures.Nix;
using Verify.Origin.NixCache.Monitor;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>The monitor on the server, asked once: its own process, in the server's network.</summary>
internal sealed class MonitorLook(NixHost server, ServedCache cache, string stamp)
{
    private const string Sysfs = "/sys";

    /// <summary>Shows the server's own network cards where the monitor looks for them.</summary>
    public static Task ArrangeAsync(NixHost server, CancellationToken ct) =>
        server.MustAsync(["mount", "-t", "sysfs", "sysfs", Sysfs], ct);

    /// <param name="folder">Whose disk is looked at; null for the cache's.</param>
    public async Task<IReadOnlyList<Metric>> TakeAsync(
        CancellationToken ct,
        string? folder = null,
        string? interfaceName = null
    )
    {
        var said = await server.MustAsync(
            [
                "dotnet",
                typeof(MonitorLook).Assembly.Location,
                "nix-cache",
                "monitor",
                "--once",
                "--address",
                cache.Server.Address,
                "--port",
                $"{cache.Server.Port}",
                "--folder",
                folder ?? cache.Server.Folder,
                "--log",
                cache.Server.AccessLog,
                "--pid",
                cache.Server.PidFile,
                "--interface",
                interfaceName ?? TwoHosts.Device,
                "--collected",
                stamp,
            ],
            ct
        );
        return
        [
            .. said
                .Stdout.Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(' '))
                .Select(parts => new Metric(
                    parts[0],
                    "",
                    double.Parse(parts[1], CultureInfo.InvariantCulture)
                )),
        ];
    }
}
