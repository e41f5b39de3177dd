using static Verify.Tests.Answers.Candidate;

namespace Verify.Tests.Answers;

/// <summary>Candidates that some clients alone are worse off with.</summary>
internal static class WorseClients
{
    public static Candidate[] All => Clients();

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
