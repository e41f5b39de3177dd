namespace Verify.Instruments.Nginx.Directives;

/// <summary>The directives that pass requests on over HTTP, gRPC and memcached, of nginx 1.22.</summary>
internal static class ProxyDirectives
{
    public const string Rows = """
        server 1+ u any
        proxy_pass 1 lix any
        proxy_redirect 1-2 hsl any
        proxy_cookie_domain 1-2 hsl any
        proxy_cookie_path 1-2 hsl any
        proxy_cookie_flags 1-4 hsl any
        proxy_store 1 hsl any
        proxy_store_access 1-3 hsl any
        proxy_buffering 1 hsl flag
        proxy_request_buffering 1 hsl flag
        proxy_ignore_client_abort 1 hsl flag
        proxy_bind 1-2 hsl any
        proxy_socket_keepalive 1 hsl flag
        proxy_connect_timeout 1 hsl msec
        proxy_send_timeout 1 hsl msec
        proxy_send_lowat 1 hsl size
        proxy_intercept_errors 1 hsl flag
        proxy_set_header 2 hsl pair
        proxy_headers_hash_max_size 1 hsl num
        proxy_headers_hash_bucket_size 1 hsl num
        proxy_set_body 1 hsl str
        proxy_method 1 hsl any
        proxy_pass_request_headers 1 hsl flag
        proxy_pass_request_body 1 hsl flag
        proxy_buffer_size 1 hsl size
        proxy_read_timeout 1 hsl msec
        proxy_buffers 2 hsl bufs
        proxy_busy_buffers_size 1 hsl size
        proxy_force_ranges 1 hsl flag
        proxy_limit_rate 1 hsl size
        proxy_cache 1 hsl any
        proxy_cache_key 1 hsl any
        proxy_cache_path 2+ h cache_path
        proxy_cache_bypass 1+ hsl any
        proxy_no_cache 1+ hsl any
        proxy_cache_valid 1+ hsl cache_valid
        proxy_cache_min_uses 1 hsl num
        proxy_cache_max_range_offset 1 hsl off
        proxy_cache_use_stale 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_502|http_503|http_504|http_403|http_404|http_429|updating|off
        proxy_cache_methods 1+ hsl bits GET|HEAD|POST
        proxy_cache_lock 1 hsl flag
        proxy_cache_lock_timeout 1 hsl msec
        proxy_cache_lock_age 1 hsl msec
        proxy_cache_revalidate 1 hsl flag
        proxy_cache_convert_head 1 hsl flag
        proxy_cache_background_update 1 hsl flag
        proxy_temp_path 1-4 hsl any
        proxy_max_temp_file_size 1 hsl size
        proxy_temp_file_write_size 1 hsl size
        proxy_next_upstream 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_502|http_503|http_504|http_403|http_404|http_429|updating|off
        proxy_next_upstream_tries 1 hsl num
        proxy_next_upstream_timeout 1 hsl msec
        proxy_pass_header 1 hsl strings
        proxy_hide_header 1 hsl strings
        proxy_ignore_headers 1+ hsl bits X-Accel-Redirect|X-Accel-Expires|X-Accel-Limit-Rate|X-Accel-Buffering|X-Accel-Charset|Expires|Cache-Control|Set-Cookie|Vary
        proxy_http_version 1 hsl word 1.0|1.1
        proxy_ssl_session_reuse 1 hsl flag
        proxy_ssl_protocols 1+ hsl bits SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3
        proxy_ssl_ciphers 1 hsl str
        proxy_ssl_name 1 hsl any
        proxy_ssl_server_name 1 hsl flag
        proxy_ssl_verify 1 hsl flag
        proxy_ssl_verify_depth 1 hsl num
        proxy_ssl_trusted_certificate 1 hsl str
        proxy_ssl_crl 1 hsl str
        proxy_ssl_certificate 1 hsl any
        proxy_ssl_certificate_key 1 hsl any
        proxy_ssl_password_file 1 hsl any
        proxy_ssl_conf_command 2 hsl pair
        grpc_pass 1 li any
        grpc_bind 1-2 hsl any
        grpc_socket_keepalive 1 hsl flag
        grpc_connect_timeout 1 hsl msec
        grpc_send_timeout 1 hsl msec
        grpc_intercept_errors 1 hsl flag
        grpc_buffer_size 1 hsl size
        grpc_read_timeout 1 hsl msec
        grpc_next_upstream 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_502|http_503|http_504|http_403|http_404|http_429|off
        grpc_next_upstream_tries 1 hsl num
        grpc_next_upstream_timeout 1 hsl msec
        grpc_set_header 2 hsl pair
        grpc_pass_header 1 hsl strings
        grpc_hide_header 1 hsl strings
        grpc_ignore_headers 1+ hsl bits X-Accel-Redirect|X-Accel-Expires|X-Accel-Limit-Rate|X-Accel-Buffering|X-Accel-Charset|Expires|Cache-Control|Set-Cookie|Vary
        grpc_ssl_session_reuse 1 hsl flag
        grpc_ssl_protocols 1+ hsl bits SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3
        grpc_ssl_ciphers 1 hsl str
        grpc_ssl_name 1 hsl any
        grpc_ssl_server_name 1 hsl flag
        grpc_ssl_verify 1 hsl flag
        grpc_ssl_verify_depth 1 hsl num
        grpc_ssl_trusted_certificate 1 hsl str
        grpc_ssl_crl 1 hsl str
        grpc_ssl_certificate 1 hsl any
        grpc_ssl_certificate_key 1 hsl any
        grpc_ssl_password_file 1 hsl any
        grpc_ssl_conf_command 2 hsl pair
        memcached_pass 1 li any
        memcached_bind 1-2 hsl any
        memcached_socket_keepalive 1 hsl flag
        memcached_connect_timeout 1 hsl msec
        memcached_send_timeout 1 hsl msec
        memcached_buffer_size 1 hsl size
        memcached_read_timeout 1 hsl msec
        memcached_next_upstream 1+ hsl bits error|timeout|invalid_response|not_found|off
        memcached_next_upstream_tries 1 hsl num
        memcached_next_upstream_timeout 1 hsl msec
        memcached_gzip_flag 1 hsl num
        hash 1-2 u any
        ip_hash 0 u any
        least_conn 0 u any
        random 0-2 u any
        keepalive 1 u any
        keepalive_time 1 u msec
        keepalive_timeout 1 u msec
        keepalive_requests 1 u num
        zone 1-2 u any
        """;
}
