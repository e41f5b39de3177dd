namespace Verify.Origin.NixCache.Monitor;

/// <summary>The names of all figures: alarms refer to them.</summary>
public static class MetricNames
{
    public const string Up = "nix_cache_up";
    public const string Availability = "nix_cache_availability_ratio";
    public const string Uptime = "nix_cache_server_uptime_seconds";
    public const string Connections = "nix_cache_connections";
    public const string DiskFree = "nix_cache_disk_free_bytes";
    public const string DiskSize = "nix_cache_disk_size_bytes";
    public const string MemoryPressure = "nix_cache_memory_pressure_percent";
    public const string HitRatio = "nix_cache_hit_ratio";
    public const string Narinfos = "nix_cache_narinfo_requests";
    public const string ErrorRatio = "nix_cache_server_error_ratio";
    public const string LatencyP50 = "nix_cache_narinfo_p50_seconds";
    public const string LatencyP99 = "nix_cache_narinfo_p99_seconds";
    public const string BytesSent = "nix_cache_sent_bytes";
    public const string InterfaceUp = "nix_cache_interface_up";
    public const string CollectionAge = "nix_cache_collection_age_seconds";
}
