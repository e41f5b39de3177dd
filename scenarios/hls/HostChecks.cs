using System.Net;
using System.Net.Sockets;
using Verify.Origin.Profile;

namespace Verify.Scenarios.Hls;

/// <summary>What must be so before a run works on the machine itself, without a lab.</summary>
internal static class HostChecks
{
    /// <summary>How many servers there may be side by side; where each needs a port of its own, the next one is free.</summary>
    public const int SideBySide = 4;

    public static void MustBeFree(OriginProfile profile, int servers)
    {
        if (!Environment.IsPrivilegedProcess)
            throw new CannotRun(
                "--no-lab mounts a tmpfs on this machine and needs root. Leave --no-lab out: a lab needs no rights."
            );
        var hls = profile.Server.HlsDir;
        if (Directory.Exists(hls) && Directory.EnumerateFileSystemEntries(hls).Any())
            throw new CannotRun(
                $"{hls} is in use on this machine: a mount would hide what is in it. Run in a lab, or choose another folder with --set server.hlsDir=DIR."
            );
        if (!Directory.Exists(Path.GetDirectoryName(hls)))
            throw new CannotRun(
                $"{Path.GetDirectoryName(hls)} is not there: make it first, or choose another folder with --set server.hlsDir=DIR."
            );
        foreach (var port in Enumerable.Range(profile.Server.Port, servers))
            MustBeFree(port, servers);
    }

    public static void MustBeFree(int port, int servers = 1)
    {
        using var socket = new Socket(
            AddressFamily.InterNetwork,
            SocketType.Stream,
            ProtocolType.Tcp
        );
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
        }
        catch (SocketException taken)
        {
            throw new CannotRun(
                $"Port {port} is taken ({taken.Message.ToLowerInvariant()}): see ss -ltnp 'sport = :{port}'. "
                    + $"Stop what listens there, choose {(servers == 1 ? "another port with --set server.port=N" : $"other ports with --set server.port=N (N to N+{servers - 1} are used)")}, or run in a lab.",
                taken
            );
        }
    }
}
