namespace Verify.Scenarios.Changes;

/// <summary>What a directive has a say in.</summary>
internal enum Aspect
{
    /// <summary>How old a file may be that is served.</summary>
    Freshness,

    /// <summary>What answers tell players and caches.</summary>
    Headers,

    /// <summary>What an answer costs, and how many can be given.</summary>
    Load,

    /// <summary>None of these.</summary>
    Other,
}

/// <summary>Which aspect an nginx directive belongs to.</summary>
internal static class Aspects
{
    private static readonly Dictionary<string, Aspect> ByName = Table(
        (
            Aspect.Freshness,
            "open_file_cache open_file_cache_valid open_file_cache_min_uses open_file_cache_errors root alias location server try_files"
        ),
        (
            Aspect.Headers,
            "add_header add_trailer expires etag if_modified_since types default_type charset max_ranges server_tokens gzip_vary"
        ),
        (
            Aspect.Load,
            "sendfile sendfile_max_chunk tcp_nopush tcp_nodelay aio directio directio_alignment output_buffers postpone_output "
                + "read_ahead gzip gzip_static gzip_types gzip_comp_level limit_rate limit_rate_after limit_conn limit_req "
                + "keepalive_timeout keepalive_requests keepalive_disable reset_timedout_connection lingering_close send_timeout "
                + "worker_processes worker_connections worker_rlimit_nofile worker_cpu_affinity multi_accept accept_mutex use "
                + "thread_pool listen access_log open_log_file_cache client_body_buffer_size"
        )
    );

    public static Aspect Of(string directive) =>
        // A whole block is named by its opening, as in "location /x".
        ByName.GetValueOrDefault(directive.Split(' ')[0], Aspect.Other);

    private static Dictionary<string, Aspect> Table(params (Aspect Aspect, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Aspect)))
            .ToDictionary();
}
