using Verify.Origin.NixCache.Nginx;

namespace Verify.Origin.NixCache.Monitor;

/// <summary>A running cache, as its monitor finds it.</summary>
/// <param name="Interface">That of the cable.</param>
/// <param name="CollectionStamp">A file that is touched by every collection of garbage.</param>
public sealed record MonitoredCache(CacheServer Server, string Interface, string CollectionStamp)
{
    /// <summary>What the timer of NixOS's nix-gc touches.</summary>
    public const string NixOsStamp = "/var/lib/systemd/timers/stamp-nix-gc.timer";

    public string AccessLog { get; init; } = Server.AccessLog;

    public string PidFile { get; init; } = Server.PidFile;
}
