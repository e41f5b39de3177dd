namespace Verify.Origin.NixCache.Nginx;

/// <summary>The access log that the monitor reads: one JSON object a line, so that no path can look like another field.</summary>
public static class CacheLog
{
    public const string Name = "nix_cache";

    /// <summary>The directive that defines it.</summary>
    public const string Format = """
        log_format nix_cache escape=json '{"at":$msec,"client":"$remote_addr","method":"$request_method",'
            '"path":"$uri","status":$status,"bytes":$body_bytes_sent,"seconds":$request_time,'
            '"connection":$connection,"complete":"$request_completion"}';

        """;
}
