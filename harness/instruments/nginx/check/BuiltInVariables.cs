namespace Verify.Instruments.Nginx.Check;

/// <summary>The variables of nginx 1.22 as Debian builds it; each was tried against that nginx.</summary>
internal static class BuiltInVariables
{
    // A set, map or geo may give these another value ...
    private const string Changeable = """
        args limit_rate proxy_host proxy_port ssl_protocol ssl_cipher ssl_ciphers ssl_curve ssl_curves ssl_session_id
        ssl_session_reused ssl_early_data ssl_server_name ssl_alpn_protocol ssl_client_cert ssl_client_raw_cert
        ssl_client_escaped_cert ssl_client_s_dn ssl_client_i_dn ssl_client_s_dn_legacy ssl_client_i_dn_legacy
        ssl_client_serial ssl_client_fingerprint ssl_client_verify ssl_client_v_start ssl_client_v_end
        ssl_client_v_remain uid_reset invalid_referer msie ancient_browser modern_browser
        """;

    // ... and these not: "the duplicate "uri" variable".
    private const string Fixed = """
        content_length content_type host binary_remote_addr remote_addr remote_port proxy_protocol_addr
        proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port server_addr server_port
        server_protocol scheme https request_uri uri document_uri request document_root realpath_root query_string
        is_args request_filename server_name request_method remote_user bytes_sent body_bytes_sent pipe
        request_completion request_body request_body_file request_length request_time request_id status connection
        connection_requests connection_time nginx_version hostname pid msec time_iso8601 time_local tcpinfo_rtt
        tcpinfo_rttvar tcpinfo_snd_cwnd tcpinfo_rcv_space upstream_addr upstream_status upstream_connect_time
        upstream_header_time upstream_response_time upstream_response_length upstream_bytes_received
        upstream_bytes_sent upstream_cache_status upstream_cache_last_modified upstream_cache_etag
        proxy_add_x_forwarded_for proxy_internal_body_length proxy_internal_chunked fastcgi_script_name
        fastcgi_path_info grpc_internal_trailers http2 gzip_ratio realip_remote_addr realip_remote_port date_local
        date_gmt secure_link secure_link_expires slice_range uid_got uid_set limit_req_status limit_conn_status
        connections_active connections_reading connections_writing connections_waiting
        """;

    private static readonly string[] Prefixes =
    [
        "http_",
        "sent_http_",
        "sent_trailer_",
        "cookie_",
        "arg_",
        "upstream_http_",
        "upstream_trailer_",
        "upstream_cookie_",
    ];

    private static readonly HashSet<string> FixedNames = [.. Words(Fixed)];

    public static IReadOnlyCollection<string> Names { get; } =
    [.. FixedNames, .. Words(Changeable)];

    private static readonly HashSet<string> Known = [.. Names];

    public static bool IsKnown(string name) =>
        Known.Contains(name)
        || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    public static bool IsFixed(string name) => FixedNames.Contains(name);

    private static string[] Words(string text) =>
        text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
