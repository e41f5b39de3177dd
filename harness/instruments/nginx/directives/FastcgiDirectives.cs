namespace Verify.Instruments.Nginx.Directives;

/// <summary>The directives that pass requests on over FastCGI, uwsgi and SCGI, of nginx 1.22.</summary>
internal static class FastcgiDirectives
{
    public const string Rows = """
        fastcgi_pass 1 li any
        fastcgi_index 1 hsl str
        fastcgi_split_path_info 1 hsl any
        fastcgi_store 1 hsl any
        fastcgi_store_access 1-3 hsl any
        fastcgi_buffering 1 hsl flag
        fastcgi_request_buffering 1 hsl flag
        fastcgi_ignore_client_abort 1 hsl flag
        fastcgi_bind 1-2 hsl any
        fastcgi_socket_keepalive 1 hsl flag
        fastcgi_connect_timeout 1 hsl msec
        fastcgi_send_timeout 1 hsl msec
        fastcgi_send_lowat 1 hsl size
        fastcgi_buffer_size 1 hsl size
        fastcgi_pass_request_headers 1 hsl flag
        fastcgi_pass_request_body 1 hsl flag
        fastcgi_intercept_errors 1 hsl flag
        fastcgi_read_timeout 1 hsl msec
        fastcgi_buffers 2 hsl bufs
        fastcgi_busy_buffers_size 1 hsl size
        fastcgi_force_ranges 1 hsl flag
        fastcgi_limit_rate 1 hsl size
        fastcgi_cache 1 hsl any
        fastcgi_cache_key 1 hsl any
        fastcgi_cache_path 2+ h cache_path
        fastcgi_cache_bypass 1+ hsl any
        fastcgi_no_cache 1+ hsl any
        fastcgi_cache_valid 1+ hsl cache_valid
        fastcgi_cache_min_uses 1 hsl num
        fastcgi_cache_max_range_offset 1 hsl off
        fastcgi_cache_use_stale 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_503|http_403|http_404|http_429|updating|off
        fastcgi_cache_methods 1+ hsl bits GET|HEAD|POST
        fastcgi_cache_lock 1 hsl flag
        fastcgi_cache_lock_timeout 1 hsl msec
        fastcgi_cache_lock_age 1 hsl msec
        fastcgi_cache_revalidate 1 hsl flag
        fastcgi_cache_background_update 1 hsl flag
        fastcgi_temp_path 1-4 hsl any
        fastcgi_max_temp_file_size 1 hsl size
        fastcgi_temp_file_write_size 1 hsl size
        fastcgi_next_upstream 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_503|http_403|http_404|http_429|updating|off
        fastcgi_next_upstream_tries 1 hsl num
        fastcgi_next_upstream_timeout 1 hsl msec
        fastcgi_param 2-3 hsl any
        fastcgi_pass_header 1 hsl strings
        fastcgi_hide_header 1 hsl strings
        fastcgi_ignore_headers 1+ hsl bits X-Accel-Redirect|X-Accel-Expires|X-Accel-Limit-Rate|X-Accel-Buffering|X-Accel-Charset|Expires|Cache-Control|Set-Cookie|Vary
        fastcgi_catch_stderr 1 hsl strings
        fastcgi_keep_conn 1 hsl flag
        uwsgi_pass 1 li any
        uwsgi_modifier1 1 hsl num:0-255
        uwsgi_modifier2 1 hsl num:0-255
        uwsgi_store 1 hsl any
        uwsgi_store_access 1-3 hsl any
        uwsgi_buffering 1 hsl flag
        uwsgi_request_buffering 1 hsl flag
        uwsgi_ignore_client_abort 1 hsl flag
        uwsgi_bind 1-2 hsl any
        uwsgi_socket_keepalive 1 hsl flag
        uwsgi_connect_timeout 1 hsl msec
        uwsgi_send_timeout 1 hsl msec
        uwsgi_buffer_size 1 hsl size
        uwsgi_pass_request_headers 1 hsl flag
        uwsgi_pass_request_body 1 hsl flag
        uwsgi_intercept_errors 1 hsl flag
        uwsgi_read_timeout 1 hsl msec
        uwsgi_buffers 2 hsl bufs
        uwsgi_busy_buffers_size 1 hsl size
        uwsgi_force_ranges 1 hsl flag
        uwsgi_limit_rate 1 hsl size
        uwsgi_cache 1 hsl any
        uwsgi_cache_key 1 hsl any
        uwsgi_cache_path 2+ h cache_path
        uwsgi_cache_bypass 1+ hsl any
        uwsgi_no_cache 1+ hsl any
        uwsgi_cache_valid 1+ hsl cache_valid
        uwsgi_cache_min_uses 1 hsl num
        uwsgi_cache_max_range_offset 1 hsl off
        uwsgi_cache_use_stale 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_503|http_403|http_404|http_429|updating|off
        uwsgi_cache_methods 1+ hsl bits GET|HEAD|POST
        uwsgi_cache_lock 1 hsl flag
        uwsgi_cache_lock_timeout 1 hsl msec
        uwsgi_cache_lock_age 1 hsl msec
        uwsgi_cache_revalidate 1 hsl flag
        uwsgi_cache_background_update 1 hsl flag
        uwsgi_temp_path 1-4 hsl any
        uwsgi_max_temp_file_size 1 hsl size
        uwsgi_temp_file_write_size 1 hsl size
        uwsgi_next_upstream 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_503|http_403|http_404|http_429|updating|off
        uwsgi_next_upstream_tries 1 hsl num
        uwsgi_next_upstream_timeout 1 hsl msec
        uwsgi_param 2-3 hsl any
        uwsgi_string 1 hsl str
        uwsgi_pass_header 1 hsl strings
        uwsgi_hide_header 1 hsl strings
        uwsgi_ignore_headers 1+ hsl bits X-Accel-Redirect|X-Accel-Expires|X-Accel-Limit-Rate|X-Accel-Buffering|X-Accel-Charset|Expires|Cache-Control|Set-Cookie|Vary
        uwsgi_ssl_session_reuse 1 hsl flag
        uwsgi_ssl_protocols 1+ hsl bits SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3
        uwsgi_ssl_ciphers 1 hsl str
        uwsgi_ssl_name 1 hsl any
        uwsgi_ssl_server_name 1 hsl flag
        uwsgi_ssl_verify 1 hsl flag
        uwsgi_ssl_verify_depth 1 hsl num
        uwsgi_ssl_trusted_certificate 1 hsl str
        uwsgi_ssl_crl 1 hsl str
        uwsgi_ssl_certificate 1 hsl any
        uwsgi_ssl_certificate_key 1 hsl any
        uwsgi_ssl_password_file 1 hsl any
        uwsgi_ssl_conf_command 2 hsl pair
        scgi_pass 1 li any
        scgi_store 1 hsl any
        scgi_store_access 1-3 hsl any
        scgi_buffering 1 hsl flag
        scgi_request_buffering 1 hsl flag
        scgi_ignore_client_abort 1 hsl flag
        scgi_bind 1-2 hsl any
        scgi_socket_keepalive 1 hsl flag
        scgi_connect_timeout 1 hsl msec
        scgi_send_timeout 1 hsl msec
        scgi_buffer_size 1 hsl size
        scgi_pass_request_headers 1 hsl flag
        scgi_pass_request_body 1 hsl flag
        scgi_intercept_errors 1 hsl flag
        scgi_read_timeout 1 hsl msec
        scgi_buffers 2 hsl bufs
        scgi_busy_buffers_size 1 hsl size
        scgi_force_ranges 1 hsl flag
        scgi_limit_rate 1 hsl size
        scgi_cache 1 hsl any
        scgi_cache_key 1 hsl any
        scgi_cache_path 2+ h cache_path
        scgi_cache_bypass 1+ hsl any
        scgi_no_cache 1+ hsl any
        scgi_cache_valid 1+ hsl cache_valid
        scgi_cache_min_uses 1 hsl num
        scgi_cache_max_range_offset 1 hsl off
        scgi_cache_use_stale 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_503|http_403|http_404|http_429|updating|off
        scgi_cache_methods 1+ hsl bits GET|HEAD|POST
        scgi_cache_lock 1 hsl flag
        scgi_cache_lock_timeout 1 hsl msec
        scgi_cache_lock_age 1 hsl msec
        scgi_cache_revalidate 1 hsl flag
        scgi_cache_background_update 1 hsl flag
        scgi_temp_path 1-4 hsl any
        scgi_max_temp_file_size 1 hsl size
        scgi_temp_file_write_size 1 hsl size
        scgi_next_upstream 1+ hsl bits error|timeout|invalid_header|non_idempotent|http_500|http_503|http_403|http_404|http_429|updating|off
        scgi_next_upstream_tries 1 hsl num
        scgi_next_upstream_timeout 1 hsl msec
        scgi_param 2-3 hsl any
        scgi_pass_header 1 hsl strings
        scgi_hide_header 1 hsl strings
        scgi_ignore_headers 1+ hsl bits X-Accel-Redirect|X-Accel-Expires|X-Accel-Limit-Rate|X-Accel-Buffering|X-Accel-Charset|Expires|Cache-Control|Set-Cookie|Vary
        """;
}
