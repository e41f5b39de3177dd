namespace Verify.Instruments.Nginx.Directives;

/// <summary>The directives of http that serve files and connections, of nginx 1.22.</summary>
internal static class HttpDirectives
{
    public const string Rows = """
        max_headers 1 hs num
        variables_hash_max_size 1 h num
        variables_hash_bucket_size 1 h num
        server_names_hash_max_size 1 h num
        server_names_hash_bucket_size 1 h num
        server 0 h block
        connection_pool_size 1 hs size
        request_pool_size 1 hs size
        client_header_timeout 1 hs msec
        client_header_buffer_size 1 hs size
        large_client_header_buffers 2 hs bufs
        ignore_invalid_headers 1 hs flag
        merge_slashes 1 hs flag
        underscores_in_headers 1 hs flag
        location 1-2 sl block
        listen 1+ s any
        server_name 1+ s any
        types_hash_max_size 1 hsl num
        types_hash_bucket_size 1 hsl num
        types 0 hsl block
        default_type 1 hsl str
        root 1 hsli any
        alias 1 l any
        limit_except 1+ l block
        client_max_body_size 1 hsl off
        client_body_buffer_size 1 hsl size
        client_body_timeout 1 hsl msec
        client_body_temp_path 1-4 hsl any
        client_body_in_file_only 1 hsl word off|on|clean
        client_body_in_single_buffer 1 hsl flag
        sendfile 1 hsli flag
        sendfile_max_chunk 1 hsl size
        subrequest_output_buffer_size 1 hsl size
        aio 1 hsl aio
        aio_write 1 hsl flag
        read_ahead 1 hsl size
        directio 1 hsl directio
        directio_alignment 1 hsl off
        tcp_nopush 1 hsl flag
        tcp_nodelay 1 hsl flag
        send_timeout 1 hsl msec
        send_lowat 1 hsl size
        postpone_output 1 hsl size
        limit_rate 1 hsli rate
        limit_rate_after 1 hsli rate
        keepalive_time 1 hsl msec
        keepalive_timeout 1-2 hsl keepalive
        keepalive_requests 1 hsl num
        keepalive_disable 1-2 hsl bits none|msie6|safari
        satisfy 1 hsl word all|any
        auth_delay 1 hsl msec
        internal 0 l any
        lingering_close 1 hsl word off|on|always
        lingering_time 1 hsl msec
        lingering_timeout 1 hsl msec
        reset_timedout_connection 1 hsl flag
        absolute_redirect 1 hsl flag
        server_name_in_redirect 1 hsl flag
        port_in_redirect 1 hsl flag
        msie_padding 1 hsl flag
        msie_refresh 1 hsl flag
        log_not_found 1 hsl flag
        log_subrequest 1 hsl flag
        recursive_error_pages 1 hsl flag
        server_tokens 1 hsl word off|on|build
        if_modified_since 1 hsl word off|exact|before
        max_ranges 1 hsl num
        chunked_transfer_encoding 1 hsl flag
        etag 1 hsl flag
        error_page 2+ hsli any
        post_action 1 hsli str
        error_log 1+ hsl any
        open_file_cache 1-2 hsl open_file_cache
        open_file_cache_valid 1 hsl sec
        open_file_cache_min_uses 1 hsl num
        open_file_cache_errors 1 hsl flag
        open_file_cache_events 1 hsl flag
        resolver 1+ hsl any
        resolver_timeout 1 hsl msec
        gzip_vary 1 hsl flag
        gzip_http_version 1 hsl word 1.0|1.1
        gzip_proxied 1+ hsl bits off|expired|no-cache|no-store|private|no_last_modified|no_etag|auth|any
        gzip_disable 1+ hsl any
        disable_symlinks 1-2 hsl any
        log_format 2+ h any
        access_log 1+ hslix access_log
        open_log_file_cache 1-4 hsl any
        upstream 1 h block
        gzip 1 hsli flag
        gzip_buffers 2 hsl bufs
        gzip_types 1+ hsl any
        gzip_comp_level 1 hsl num:1-9
        gzip_window 1 hsl size
        gzip_hash 1 hsl size
        postpone_gzipping 1 hsl size
        gzip_no_buffer 1 hsl flag
        gzip_min_length 1 hsl size
        ssi 1 hsli flag
        ssi_silent_errors 1 hsl flag
        ssi_ignore_recycled_buffers 1 hsl flag
        ssi_min_file_chunk 1 hsl size
        ssi_value_length 1 hsl size
        ssi_types 1+ hsl any
        ssi_last_modified 1 hsl flag
        charset 1 hsli any
        source_charset 1 hsli any
        override_charset 1 hsli flag
        charset_types 1+ hsl any
        charset_map 2 h block
        sub_filter 2 hsl any
        sub_filter_types 1+ hsl any
        sub_filter_once 1 hsl flag
        sub_filter_last_modified 1 hsl flag
        add_before_body 1 hsl str
        add_after_body 1 hsl str
        addition_types 1+ hsl any
        gunzip 1 hsl flag
        gunzip_buffers 2 hsl bufs
        userid 1 hsl word off|log|v1|on
        userid_service 1 hsl num
        userid_name 1 hsl str
        userid_domain 1 hsl str
        userid_path 1 hsl str
        userid_expires 1 hsl any
        userid_flags 1-3 hsl bits off|secure|httponly|samesite=strict|samesite=lax|samesite=none
        userid_p3p 1 hsl str
        userid_mark 1 hsl any
        expires 1-2 hsli expires
        add_header 2-3 hsli any
        add_trailer 2-3 hsli any
        output_buffers 2 hsl bufs
        slice 1 hsl size
        http2_recv_buffer_size 1 h size
        http2_pool_size 1 hs size
        http2_max_concurrent_streams 1 hs num
        http2_max_concurrent_pushes 1 hs num
        http2_max_requests 1 hs any
        http2_max_field_size 1 hs any
        http2_max_header_size 1 hs any
        http2_body_preread_size 1 hs size
        http2_streams_index_size 1 hs num
        http2_recv_timeout 1 hs any
        http2_idle_timeout 1 hs any
        http2_chunk_size 1 hsl size
        http2_push_preload 1 hsl flag
        http2_push 1 hsl any
        gzip_static 1 hsl word off|on|always
        dav_methods 1+ hsl bits off|put|delete|mkcol|copy|move
        create_full_put_path 1 hsl flag
        min_delete_depth 1 hsl num
        dav_access 1-3 hsl any
        autoindex 1 hsl flag
        autoindex_format 1 hsl word html|json|jsonp|xml
        autoindex_localtime 1 hsl flag
        autoindex_exact_size 1 hsl flag
        index 1+ hsl any
        random_index 1 l flag
        mirror 1 hsl any
        mirror_request_body 1 hsl flag
        try_files 2+ sl any
        auth_request 1 hsl any
        auth_request_set 2 hsl any
        auth_basic 1 hslx any
        auth_basic_user_file 1 hslx any
        allow 1 hslx any
        deny 1 hslx any
        limit_conn_zone 2 h any
        limit_conn 2 hsl any
        limit_conn_log_level 1 hsl word info|notice|warn|error
        limit_conn_status 1 hsl num:400-599
        limit_conn_dry_run 1 hsl flag
        limit_req_zone 3 h any
        limit_req 1-3 hsl any
        limit_req_log_level 1 hsl word info|notice|warn|error
        limit_req_status 1 hsl num:400-599
        limit_req_dry_run 1 hsl flag
        set_real_ip_from 1 hsl any
        real_ip_header 1 hsl any
        real_ip_recursive 1 hsl flag
        geo 1-2 h block
        map 2 h block
        map_hash_max_size 1 h num
        map_hash_bucket_size 1 h num
        split_clients 2 h block
        valid_referers 1+ sl any
        referer_hash_max_size 1 sl num
        referer_hash_bucket_size 1 sl num
        rewrite 2-3 slSi any
        return 1-2 slSi any
        break 0 slSi any
        if 1+ sl block
        set 2 slSi any
        rewrite_log 1 hslSi flag
        uninitialized_variable_warn 1 hslSi flag
        ssl 1 hs flag
        ssl_certificate 1 hs strings
        ssl_certificate_key 1 hs strings
        ssl_password_file 1 hs any
        ssl_dhparam 1 hs str
        ssl_ecdh_curve 1 hs str
        ssl_protocols 1+ hs bits SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3
        ssl_ciphers 1 hs str
        ssl_buffer_size 1 hs size
        ssl_verify_client 1 hs word off|on|optional|optional_no_ca
        ssl_verify_depth 1 hs num
        ssl_client_certificate 1 hs str
        ssl_trusted_certificate 1 hs str
        ssl_prefer_server_ciphers 1 hs flag
        ssl_session_cache 1-2 hs any
        ssl_session_tickets 1 hs flag
        ssl_session_ticket_key 1 hs strings
        ssl_session_timeout 1 hs sec
        ssl_crl 1 hs str
        ssl_ocsp 1 hs word off|on|leaf
        ssl_ocsp_responder 1 hs str
        ssl_ocsp_cache 1 hs any
        ssl_stapling 1 hs flag
        ssl_stapling_file 1 hs str
        ssl_stapling_responder 1 hs str
        ssl_stapling_verify 1 hs flag
        ssl_early_data 1 hs flag
        ssl_conf_command 2 hs pair
        ssl_reject_handshake 1 hs flag
        empty_gif 0 l any
        modern_browser 1-2 hsl any
        ancient_browser 1+ hsl any
        modern_browser_value 1 hsl any
        ancient_browser_value 1 hsl any
        secure_link 1 hsl any
        secure_link_md5 1 hsl any
        secure_link_secret 1 hsl str
        flv 0 l any
        mp4 0 l any
        mp4_buffer_size 1 hsl size
        mp4_max_buffer_size 1 hsl size
        mp4_start_key_frame 1 hsl flag
        stub_status 0-1 sl any
        """;
}
