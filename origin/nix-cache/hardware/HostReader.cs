using System.Globalization;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Verify.Engine;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Hardware;

/// <summary>Reads a machine's hardware from /proc and /sys.</summary>
public sealed class HostReader
{
    private const string Store = "/nix/store";

    private readonly HostFiles files;

    private HostReader(string root) => files = new(root);

    /// <summary>This machine's.</summary>
    public static HostReport Read() => new HostReader("/").Report();

    private HostReport Report()
    {
        var path = Directory.Exists(Store) ? Store : "/";
        var disk = new DriveInfo(path);
        return new(
            Memory("MemTotal")
                ?? throw new CannotRun(
                    "/proc/meminfo does not say how much memory there is. Mount /proc, or describe the machine: nix-cache config --ram 4GB --cpu 2 --storage 120GB."
                ),
            Memory("MemAvailable") ?? default,
            Memory("SwapTotal") ?? default,
            MemoryPressure.Read(),
            Math.Max(1, files.Lines("proc/cpuinfo").Count(line => Field(line).Name == "processor")),
            files
                .Lines("proc/cpuinfo")
                .Select(Field)
                .FirstOrDefault(one => one.Name == "model name")
                .Value
                ?? "unknown",
            path,
            new(disk.TotalSize),
            new(disk.AvailableFreeSpace),
            new DiskKind(files).Of(path),
            [.. Wired().OrderBy(one => one.Name, StringComparer.Ordinal)]
        );
    }

    private ByteSize? Memory(string name) =>
        files.Lines("proc/meminfo").Select(Field).FirstOrDefault(one => one.Name == name).Value
            is { } value
        && long.TryParse(
            value.Split(' ')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var kibi
        )
            ? new(kibi * ByteSize.Kibi)
            : null;

    private static (string Name, string? Value) Field(string line) =>
        line.Split(':', 2) is [var name, var value] ? (name.Trim(), value.Trim()) : (line, null);

    private IEnumerable<HostInterface> Wired()
    {
        // Column 0 is the interface, column 1 the destination: all zero is the default route.
        var routes = files
            .Lines("proc/net/route")
            .Select(line => line.Split('\t', StringSplitOptions.TrimEntries))
            .Where(words => words.Length > 1 && words[1] == "00000000")
            .Select(words => words[0])
            .ToHashSet();
        foreach (var one in NetworkInterface.GetAllNetworkInterfaces())
        {
            var folder = $"sys/class/net/{one.Name}";
            // Bridges, tunnels and the loopback have no device; a radio is no cable.
            if (!files.Has($"{folder}/device") || files.Has($"{folder}/phy80211"))
                continue;
            yield return new(
                one.Name,
                files.Text($"{folder}/carrier") == "1",
                files.Number($"{folder}/speed"),
                files.Number($"{folder}/mtu") ?? 0,
                routes.Contains(one.Name),
                Addresses(one)
            );
        }
    }

    private static string[] Addresses(NetworkInterface one) =>
        [
            .. one.GetIPProperties()
                .UnicastAddresses.Where(address =>
                    address.Address.AddressFamily == AddressFamily.InterNetwork
                )
                .Select(address => $"{address.Address}/{address.PrefixLength}"),
        ];
}
