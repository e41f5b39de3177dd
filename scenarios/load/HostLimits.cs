using System.Globalization;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>Whether this machine lets one process have as many connections as a load needs.</summary>
/// <param name="Files">That the process may have open; .NET has raised it to the hard limit.</param>
/// <param name="Ports">Of this machine, for connections to one address.</param>
internal sealed record HostLimits(long Files, long Ports)
{
    // For each rendition: one connection that a slow segment keeps busy, and one for the playlist beside it.
    private const int PerRendition = 2;

    // What the process itself has open: assemblies, standard streams, the event loop.
    private const int Others = 256;

    /// <summary>Those of this process; without limits where the system does not say.</summary>
    public static HostLimits Read() => new(OpenFiles(), LocalPorts());

    /// <exception cref="CannotRun">They are too low.</exception>
    public void MustCarry(int viewers, int renditions)
    {
        var connections = (long)viewers * renditions * PerRendition;
        var need =
            $"{viewers} viewers of {renditions} {(renditions == 1 ? "rendition" : "renditions")} need up to {connections} connections";
        if (connections + Others > Files)
            throw new CannotRun(
                $"{need}, and this process may have {Files} files open. Raise it (ulimit -n {connections + Others}, as root if the hard limit is as low), or send at most {(Files - Others) / renditions / PerRendition} viewers with --viewers."
            );
        if (connections > Ports)
            throw new CannotRun(
                $"{need}, and this machine has {Ports} ports for them. Widen them (sysctl net.ipv4.ip_local_port_range='1024 65535'), or send at most {Ports / renditions / PerRendition} viewers with --viewers."
            );
    }

    private static long OpenFiles() =>
        Words("/proc/self/limits", "Max open files") is [_, _, _, var soft, ..]
            ? Number(soft)
            : long.MaxValue;

    private static long LocalPorts() =>
        Words("/proc/sys/net/ipv4/ip_local_port_range", "") is [var first, var last]
            ? Number(last) - Number(first) + 1
            : long.MaxValue;

    private static string[] Words(string file, string start) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))
                ?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                ?? []
            : [];

    private static long Number(string word) =>
        long.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
}
