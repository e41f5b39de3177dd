namespace Verify.Instruments.Nginx.Inforce;

/// <summary>What nginx 1.22 does where a directive is not set, as its documentation gives it; where that goes by the memory page, of 4 KB.</summary>
internal static class DirectiveDefaults
{
    private const string Rows = """
        daemon on
        master_process on
        pcre_jit off
        timer_resolution 0
        user nobody
        worker_processes 1
        accept_mutex off
        accept_mutex_delay 500ms
        multi_accept off
        worker_aio_requests 32
        worker_connections 512
        absolute_redirect on
        aio off
        aio_write off
        auth_delay 0s
        auth_basic off
        auth_request off
        autoindex off
        autoindex_exact_size on
        autoindex_format html
        autoindex_localtime off
        charset off
        chunked_transfer_encoding on
        client_body_buffer_size 8k
        client_body_in_file_only off
        client_body_in_single_buffer off
        client_body_timeout 60s
        client_header_buffer_size 1k
        client_header_timeout 60s
        client_max_body_size 1m
        default_type text/plain
        directio off
        directio_alignment 512
        disable_symlinks off
        etag on
        expires off
        gunzip off
        gzip off
        gzip_buffers 32 4k
        gzip_comp_level 1
        gzip_http_version 1.1
        gzip_min_length 20
        gzip_proxied off
        gzip_static off
        gzip_types text/html
        gzip_vary off
        http2_max_concurrent_streams 128
        if_modified_since exact
        ignore_invalid_headers on
        index index.html
        keepalive_disable msie6
        keepalive_requests 1000
        keepalive_time 1h
        keepalive_timeout 75s
        large_client_header_buffers 4 8k
        limit_rate 0
        limit_rate_after 0
        limit_conn_status 503
        limit_req_status 503
        lingering_close on
        lingering_time 30s
        lingering_timeout 5s
        log_not_found on
        log_subrequest off
        merge_slashes on
        mirror off
        msie_padding on
        msie_refresh off
        open_file_cache off
        open_file_cache_errors off
        open_file_cache_events off
        open_file_cache_min_uses 1
        open_file_cache_valid 60s
        open_log_file_cache off
        output_buffers 2 32k
        port_in_redirect on
        postpone_output 1460
        proxy_buffering on
        proxy_buffers 8 4k
        proxy_buffer_size 4k
        proxy_cache off
        proxy_cache_background_update off
        proxy_cache_lock off
        proxy_cache_lock_age 5s
        proxy_cache_lock_timeout 5s
        proxy_cache_methods GET HEAD
        proxy_cache_min_uses 1
        proxy_cache_revalidate off
        proxy_cache_use_stale off
        proxy_connect_timeout 60s
        proxy_force_ranges off
        proxy_http_version 1.0
        proxy_ignore_client_abort off
        proxy_intercept_errors off
        proxy_limit_rate 0
        proxy_max_temp_file_size 1024m
        proxy_next_upstream error timeout
        proxy_next_upstream_timeout 0
        proxy_next_upstream_tries 0
        proxy_pass_request_body on
        proxy_pass_request_headers on
        proxy_read_timeout 60s
        proxy_redirect default
        proxy_request_buffering on
        proxy_send_timeout 60s
        proxy_socket_keepalive off
        proxy_ssl_verify off
        proxy_store off
        proxy_temp_file_write_size 8k
        read_ahead 0
        recursive_error_pages off
        request_pool_size 4k
        reset_timedout_connection off
        resolver_timeout 30s
        root html
        satisfy all
        send_lowat 0
        send_timeout 60s
        sendfile off
        sendfile_max_chunk 2m
        server_name_in_redirect off
        server_tokens on
        slice 0
        source_charset off
        ssi off
        ssl_buffer_size 16k
        ssl_prefer_server_ciphers off
        ssl_session_tickets on
        ssl_session_timeout 5m
        ssl_stapling off
        ssl_verify_client off
        ssl_verify_depth 1
        sub_filter_once on
        subrequest_output_buffer_size 4k
        tcp_nodelay on
        tcp_nopush off
        types_hash_bucket_size 64
        types_hash_max_size 1024
        underscores_in_headers off
        access_log logs/access.log combined
        error_log logs/error.log error
        fastcgi_buffer_size 4k
        fastcgi_buffering on
        fastcgi_buffers 8 4k
        fastcgi_cache off
        fastcgi_cache_background_update off
        fastcgi_cache_lock off
        fastcgi_cache_lock_age 5s
        fastcgi_cache_lock_timeout 5s
        fastcgi_cache_methods GET HEAD
        fastcgi_cache_min_uses 1
        fastcgi_cache_revalidate off
        fastcgi_cache_use_stale off
        fastcgi_connect_timeout 60s
        fastcgi_ignore_client_abort off
        fastcgi_intercept_errors off
        fastcgi_keep_conn off
        fastcgi_next_upstream error timeout
        fastcgi_read_timeout 60s
        fastcgi_request_buffering on
        fastcgi_send_timeout 60s
        limit_conn_log_level error
        limit_req_log_level error
        proxy_busy_buffers_size 8k
        proxy_cache_convert_head on
        proxy_cache_key $scheme$proxy_host$request_uri
        proxy_cookie_domain off
        proxy_cookie_path off
        proxy_ssl_server_name off
        proxy_ssl_session_reuse on
        proxy_ssl_verify_depth 1
        real_ip_header X-Real-IP
        real_ip_recursive off
        ssl_ciphers HIGH:!aNULL:!MD5
        ssl_ecdh_curve auto
        ssl_protocols TLSv1 TLSv1.1 TLSv1.2
        ssl_session_cache none
        """;

    private static readonly Dictionary<string, string> Values = Rows.Split('\n')
        .Select(row => row.Trim().Split(' ', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public static string? Of(string directive) => Values.GetValueOrDefault(directive);
}
