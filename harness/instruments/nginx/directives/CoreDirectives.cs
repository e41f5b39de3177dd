namespace Verify.Instruments.Nginx.Directives;

/// <summary>The directives of the main and events contexts, of nginx 1.22.</summary>
internal static class CoreDirectives
{
    public const string Rows = """
        daemon 1 m flag
        master_process 1 m flag
        timer_resolution 1 m msec
        pid 1 m str
        lock_file 1 m str
        worker_processes 1 m workers
        debug_points 1 m word stop|abort
        user 1-2 m any
        worker_priority 1 m any
        worker_cpu_affinity 1+ m any
        worker_rlimit_nofile 1 m num
        worker_rlimit_core 1 m off
        worker_shutdown_timeout 1 m msec
        working_directory 1 m str
        env 1 m any
        load_module 1 m any
        error_log 1+ m any
        include 1 * any
        events 0 m block
        worker_connections 1 e connections
        use 1 e any
        multi_accept 1 e flag
        accept_mutex 1 e flag
        accept_mutex_delay 1 e msec
        debug_connection 1 e any
        epoll_events 1 e num
        worker_aio_requests 1 e num
        thread_pool 2-3 m any
        ssl_engine 1 m any
        pcre_jit 1 m flag
        http 0 m block
        """;
}
