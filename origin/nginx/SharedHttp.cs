namespace Verify.Origin.Nginx;

/// <summary>What both configurations say at http level, as it is before the caching change.</summary>
internal static class SharedHttp
{
    public const string Connections = """
        sendfile on;
        # Headers and the start of a file leave in one packet.
        tcp_nopush on;
        keepalive_timeout 30;
        keepalive_requests 10000;
        # A viewer that went away gives its memory back at once.
        reset_timedout_connection on;
        """;

    public const string FileCache = """
        # Open files and their sizes are kept, so that a hit costs no system call to look a file up.
        open_file_cache max=10000 inactive=30s;
        open_file_cache_valid 10s;
        open_file_cache_min_uses 1;
        open_file_cache_errors on;
        """;

    public const string Transfer = """
        # One fast viewer does not hold a worker for a whole segment.
        sendfile_max_chunk 512k;
        # Media is compressed already.
        gzip off;
        client_body_buffer_size 128k;
        aio threads=default;
        directio 4m;
        """;
}
