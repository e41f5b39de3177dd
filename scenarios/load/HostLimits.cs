using System.Globalization;
using Verify.Swarm.Loop;

namespace Verify.Scenarios.Load;

/// <summary>Whether this machine lets one process have as many connections as a load needs.</summary>
/// <param name="Files">That the process may have open.</param>
/// <param name="Ports">Of this machine, for connections to one address.</param>
internal sealed record HostLimits(long Files, long Ports)
{
    /// <summary>Those of this process; without limits where the system does not say.</summary>
    public static HostLimits Read() => new(OpenFiles.Limit, LocalPorts());

    /// <exception cref="CannotRun">They are too low.</exception>
    public void MustCarry(int viewers, int renditions)
    {
        var connections = (long)viewers * renditions;
        var need =
            $"{viewers} viewers of {renditions} {(renditions == 1 ? "rendition" : "renditions")} need {connections} connections, and more where answers are slow";
        if (connections + OpenFiles.Reserve > Files)
            throw new CannotRun(
                $"{need}, and this process may have {Files} files open. Raise it (ulimit -n {connections + OpenFiles.Reserve}, as root if the hard limit is as low), or send at most {(Files - OpenFiles.Reserve) / renditions} viewers with --viewers."
            );
        if (connections > Ports)
            throw new CannotRun(
                $"{need}, and this machine has {Ports} ports for them. Widen them (sysctl net.ipv4.ip_local_port_range='1024 65535'), or send at most {Ports / renditions} viewers with --viewers."
            );
    }

    private static long LocalPorts() =>
        Words("/proc/sys/net/ipv4/ip_local_port_range") is [var first, var last]
            ? Number(last) - Number(first) + 1
            : long.MaxValue;

    private static string[] Words(string file) =>
        File.Exists(file)
            ? File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : [];

    private static long Number(string word) =>
        long.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
}
