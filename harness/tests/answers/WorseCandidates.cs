using static Verify.Tests.Candidate;

namespace Verify.Tests;

/// <summary>Candidates that are worse than their baseline for somebody, each with the claim that has to say so.</summary>
internal static class WorseCandidates
{
    public static IReadOnlyList<Candidate> All { get; } =
    [
        .. MediaTypes(),
        .. Missing(),
        .. Methods(),
        .. Caches(),
        .. Ranges(),
        .. Connections(),
        .. Rewritten(),
        .. Clients(),
    ];

    private static Candidate[] MediaTypes() =>
        [
            Types(
                Playlist,
                "text/plain m3u8;",
                "playlists as text",
                "playlist, candidate: media type",
                "live playlist, candidate: media type"
            ),
            Types(Playlist, "", "playlists of no type", "playlist, candidate: media type"),
            Types(
                Segment,
                "text/vnd.trolltech.linguist ts;",
                "segments as what .ts also is",
                "segment, candidate: media type"
            ),
            Types(Segment, "", "segments of no type", "segment, candidate: media type"),
            Types(
                Master,
                "text/html m3u8;",
                "the master as a page",
                "master, candidate: media type"
            ),
            In(
                Playlist,
                "charset iso-8859-1; charset_types application/vnd.apple.mpegurl;",
                "playlists in Latin-1",
                "playlist, candidate: media type"
            ),
            In(
                Playlist,
                "add_header Content-Type application/x-mpegURL;",
                "a second type",
                "playlist, candidate: media type"
            ),
        ];

    private static Candidate[] Missing() =>
        [
            In(
                Server,
                "error_page 404 =200 /master.m3u8;",
                "the master for what is missing",
                "missing playlist, candidate: status",
                "missing segment, candidate: status",
                "missing master, candidate: status"
            ),
            In(
                Server,
                "error_page 404 /master.m3u8;",
                "the master as the page of an error",
                "missing segment, candidate: what is served"
            ),
            In(
                Server,
                "error_page 404 =204 @nothing; location @nothing { return 204; }",
                "nothing for what is missing",
                "missing playlist, candidate: status"
            ),
            In(
                Server,
                "error_page 404 =302 http://other.example/;",
                "another site for what is missing",
                "missing segment, candidate: status"
            ),
            In(
                Playlist,
                "try_files $uri /master.m3u8;",
                "try_files that ends in a file",
                "missing playlist, candidate: status"
            ),
            In(
                Server,
                "error_page 404 = @gone; location @gone { return 410; }",
                "gone for what is not there yet",
                "missing segment, candidate: status"
            ),
            In(Segment, "return 403;", "segments refused", "segment, candidate: status"),
            In(
                Playlist,
                """return 200 "#EXTM3U\n";""",
                "a playlist of nothing",
                "playlist, candidate: what is served"
            ),
            In(
                Segment,
                "return 302 http://cdn.example$request_uri;",
                "segments elsewhere",
                "segment, candidate: status"
            ),
        ];

    private static Candidate[] Methods() =>
        [
            In(
                Server,
                "if ($request_method = HEAD) { return 405; }",
                "no HEAD",
                "playlist, candidate: status",
                "segment, candidate: status"
            ),
            In(
                Server,
                "if ($request_method = OPTIONS) { return 403; }",
                "no OPTIONS",
                "playlist, candidate: status"
            ),
            In(
                Server,
                "error_page 405 =200 $uri;",
                "POST served like GET",
                "playlist, candidate: status"
            ),
            Of(
                "if ($request_method !~ ^(GET|HEAD|OPTIONS)$) {",
                "dav_methods DELETE; if ($request_method = TRACE) {",
                "whoever likes may delete",
                "missing playlist, candidate: status"
            ),
        ];

    private static Candidate[] Caches() =>
        [
            In(
                Http,
                "etag off;",
                "no tags",
                "playlist, candidate: validators",
                "segment, candidate: validators"
            ),
            In(
                Playlist,
                "if_modified_since off;",
                "dates are not looked at",
                "playlist, candidate: status"
            ),
            In(
                Segment,
                """add_header Last-Modified "";""",
                "segments without a date",
                "segment, candidate: validators"
            ),
            Of(
                "public, max-age=1, ",
                "public, max-age=3600, ",
                "playlists that caches keep for an hour",
                "playlist, candidate: what caches are told"
            ),
            In(
                Playlist,
                "expires 1h;",
                "playlists that expire in an hour",
                "playlist, candidate: what caches are told"
            ),
            In(
                Segment,
                "expires -1;",
                "segments that nobody keeps",
                "segment, candidate: what caches are told"
            ),
            In(
                Playlist,
                "add_header Vary User-Agent;",
                "an answer for each browser",
                "playlist, candidate: what caches are told"
            ),
            Of(
                "immutable, no-transform\";",
                "immutable, no-transform\" always;",
                "what is missing is kept too",
                "missing segment, candidate: what caches are told"
            ),
            Of(
                Master,
                "location = /another.m3u8 {",
                "the master like any playlist",
                "master, candidate: what caches are told"
            ),
        ];

    private static Candidate[] Ranges() =>
        [
            In(Segment, "max_ranges 0;", "no ranges", "segment, candidate: status"),
            In(Segment, "max_ranges 1;", "one range at a time", "segment, candidate: status"),
            In(
                Segment,
                "add_header Accept-Ranges none;",
                "ranges denied and served",
                "segment, candidate: ranges"
            ),
        ];

    private static Candidate[] Connections() =>
        [
            Of(
                "keepalive_timeout 30;",
                "keepalive_timeout 0;",
                "no connection is kept",
                "playlist, candidate: connections"
            ),
            Of(
                "keepalive_timeout 30;",
                "keepalive_timeout 500ms;",
                "none until the next segment",
                "playlist, candidate: connections"
            ),
            Of(
                "keepalive_requests 10000;",
                "keepalive_requests 5;",
                "none for more than five requests",
                "playlist, candidate: connections"
            ),
            In(
                Http,
                "limit_conn_zone $binary_remote_addr zone=a:1m; limit_conn a 2;",
                "two connections an address",
                "segment, candidate: status"
            ),
            In(
                Http,
                "limit_req_zone $binary_remote_addr zone=a:1m rate=20r/s; limit_req zone=a burst=5 nodelay;",
                "twenty requests a second",
                "playlist, candidate: status"
            ),
            In(
                Http,
                "limit_req_zone $binary_remote_addr zone=a:1m rate=25r/s; limit_req zone=a burst=1000;",
                "twenty-five requests a second, the others wait",
                "playlist, candidate: "
            ),
            In(
                Segment,
                "limit_rate 100k;",
                "segments slower than they play",
                "segment, candidate: connections"
            ),
            In(Segment, "return 444;", "no answer at all", "segment, candidate: status"),
        ];

    private static Candidate[] Rewritten() =>
        [
            In(
                Playlist,
                """sub_filter_types *; sub_filter_once off; sub_filter seg http://cdn.example/seg;""",
                "playlists that lead elsewhere",
                "playlist, candidate: what is served"
            ),
            In(
                Playlist,
                "addition_types *; add_after_body /health;",
                "a line after each playlist",
                "playlist, candidate: what is served"
            ),
            In(
                Segment,
                "rewrite ^ /master.m3u8 break;",
                "another file for each segment",
                "segment, candidate: what is served"
            ),
            In(
                Segment,
                "gzip on; gzip_types video/mp2t;",
                "compressed media",
                "segment, candidate: coding and length"
            ),
            In(
                Playlist,
                "gzip on; gzip_types application/vnd.apple.mpegurl; gzip_min_length 0;",
                "compressed playlists, and no cache knows",
                "playlist, candidate: coding and length"
            ),
            In(
                Playlist,
                "add_header Content-Encoding gzip;",
                "a coding that is none",
                "playlist, candidate: coding and length"
            ),
        ];

    private static Candidate[] Clients() =>
        [
            In(Server, "deny 127.20.0.0/16;", "a network is denied", "playlist, candidate: status"),
            In(
                Server,
                "allow 127.0.0.1; deny all;",
                "only this machine",
                "segment, candidate: status"
            ),
            new(
                "a network by geo",
                conf =>
                    conf.Replace(
                            Http,
                            $"{Http} geo $far {{ default 0; 127.20.30.0/24 1; }}",
                            StringComparison.Ordinal
                        )
                        .Replace(
                            Server,
                            $"{Server} if ($far) {{ return 451; }}",
                            StringComparison.Ordinal
                        ),
                "playlist, candidate: status"
            ),
            In(
                Server,
                """if ($http_user_agent ~* "lavf|vlc") { return 403; }""",
                "players that are no browsers",
                "playlist, candidate: status"
            ),
            In(
                Server,
                """if ($http_user_agent = "") { return 403; }""",
                "clients without a name",
                "playlist, candidate: status"
            ),
            In(
                Server,
                "valid_referers none server_names; if ($invalid_referer) { return 403; }",
                "pages of other sites",
                "segment, candidate: status"
            ),
            In(
                Server,
                """auth_basic "viewers"; auth_basic_user_file /etc/hostname;""",
                "a password",
                "playlist, candidate: status"
            ),
            // nginx adds it again where it refuses a range, and a browser takes none of two.
            Of(
                "add_header Access-Control-Allow-Origin \"*\";",
                "add_header Access-Control-Allow-Origin \"*\" always;",
                "CORS twice where a range is refused",
                "segment, candidate: CORS"
            ),
            Of(
                "add_header Access-Control-Allow-Origin \"*\";",
                "add_header Access-Control-Allow-Origin https://player.example;",
                "CORS for one site",
                "playlist, candidate: CORS"
            ),
            Of(
                "add_header Access-Control-Allow-Origin \"*\";",
                "",
                "no CORS",
                "segment, candidate: CORS"
            ),
            Of(
                "add_header Access-Control-Allow-Origin \"*\";",
                "add_header Access-Control-Allow-Origin $http_origin;",
                "CORS for whoever asks, and no Vary",
                "playlist, candidate: CORS"
            ),
            In(
                Server,
                "set_real_ip_from 127.0.0.0/8; real_ip_header X-Forwarded-For; deny 203.0.113.0/24;",
                "a network behind a proxy",
                "playlist, candidate: status"
            ),
            In(
                Server,
                "if ($http_cookie ~ session) { return 403; }",
                "clients with a cookie",
                "playlist, candidate: status"
            ),
            In(
                Server,
                "if ($http_x_forwarded_proto = https) { return 421; }",
                "TLS at a proxy",
                "playlist, candidate: status"
            ),
            In(
                Server,
                """if ($args) { return 404; }""",
                "requests with a query",
                "segment, candidate: status"
            ),
            In(
                Playlist,
                "add_header Set-Cookie seen=1;",
                "a cookie in each playlist",
                "playlist, candidate: other headers"
            ),
            In(
                Segment,
                "add_header Content-Disposition attachment;",
                "segments to be saved",
                "segment, candidate: other headers"
            ),
            In(
                Playlist,
                """add_header Strict-Transport-Security "max-age=31536000";""",
                "TLS only, from now on",
                "playlist, candidate: other headers"
            ),
        ];
}
