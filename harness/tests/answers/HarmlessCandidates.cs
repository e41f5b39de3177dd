using static Verify.Tests.Answers.Candidate;

namespace Verify.Tests.Answers;

/// <summary>Candidates that nobody is worse off by.</summary>
internal static class HarmlessCandidates
{
    public static IReadOnlyList<Candidate> All { get; } = [.. Written(), .. Tuned(), .. Better()];

    // The same, said in another way.
    private static Candidate[] Written() =>
        [
            In(Http, "# a comment\n", "a comment"),
            Of("keepalive_timeout 30;", "keepalive_timeout 30s;", "a unit"),
            Of(
                "client_body_buffer_size 128k;",
                "client_body_buffer_size 131072;",
                "a size in bytes"
            ),
            Of(
                "sendfile on;\n    # Headers and the start of a file leave in one packet.\n    tcp_nopush on;",
                "tcp_nopush on;\n    sendfile on;",
                "another order"
            ),
            Of("\"public, max-age=1, ", "\"public,max-age=1,  ", "blanks in a header"),
            Types(
                Playlist,
                "application/vnd.apple.mpegurl m3u8 m3u;",
                "another extension of the type"
            ),
            In(Http, "include /etc/nginx/fastcgi_params;", "an include of what is not used"),
            In(Http, "upstream app { server 127.0.0.1:9; }", "an upstream that nothing is sent to"),
            In(Server, "server_name tv.example;", "a name of the server"),
            new("locations in another order", Reordered),
        ];

    private static Candidate[] Tuned() =>
        [
            Of("worker_processes 2;", "worker_processes 1;", "a worker less"),
            Of("tcp_nopush on;", "tcp_nopush off;", "tcp_nopush"),
            Of("sendfile on;", "sendfile off;", "sendfile"),
            Of("multi_accept on;", "multi_accept off;", "multi_accept"),
            Of(
                "gzip off;",
                "gzip off; gzip_types text/css application/json text/plain;",
                "types of a gzip that is off"
            ),
            Of(
                "gzip off;",
                "gzip on; gzip_types text/css application/json;",
                "gzip of what is not served"
            ),
            Of(
                "open_file_cache_valid 10s;",
                "open_file_cache_valid 1s;",
                "a shorter life in the cache"
            ),
            In(
                Http,
                "log_format short '$uri $status'; server_tokens off;",
                "a format of the log, and no version"
            ),
            Of(
                "keepalive_requests 10000;",
                "keepalive_requests 20000;",
                "more requests a connection"
            ),
            Of("keepalive_timeout 30;", "keepalive_timeout 75 60;", "connections kept for longer"),
            In(
                Http,
                "limit_conn_zone $binary_remote_addr zone=a:1m; limit_conn a 500; limit_rate 100m;",
                "limits that no viewer comes near"
            ),
            In(Http, "send_timeout 30;", "another time-out"),
        ];

    private static Candidate[] Better() =>
        [
            In(
                Playlist,
                "gzip on; gzip_vary on; gzip_min_length 0; gzip_types application/vnd.apple.mpegurl;",
                "playlists compressed for those who take it"
            ),
            In(
                Segment,
                "if ($request_method = OPTIONS) { add_header Access-Control-Allow-Origin *; add_header Access-Control-Allow-Headers Range; return 204; }",
                "a browser that asks first is answered"
            ),
            In(
                Server,
                "error_page 404 @none; location @none { return 404 \"nothing here\\n\"; }",
                "a page of one's own for what is missing"
            ),
            In(Playlist, "add_header X-Served-By $hostname;", "a header that nobody acts on"),
            In(
                Playlist,
                "charset utf-8; charset_types application/vnd.apple.mpegurl;",
                "the charset that every playlist has"
            ),
        ];

    // The segments' before the playlists': no name fits both.
    private static string Reordered(string conf)
    {
        var (playlists, segments) = (Block(conf, Playlist), Block(conf, Segment));
        return conf.Replace(playlists, "@@", StringComparison.Ordinal)
            .Replace(segments, playlists, StringComparison.Ordinal)
            .Replace("@@", segments, StringComparison.Ordinal);
    }

    private static string Block(string conf, string opening)
    {
        var from = conf.IndexOf(opening, StringComparison.Ordinal);
        return conf[
            from..(
                conf.IndexOf("\n        }", from, StringComparison.Ordinal) + "\n        }".Length
            )
        ];
    }
}
