using static Verify.Tests.Answers.Candidate;

namespace Verify.Tests.Answers;

/// <summary>Candidates that carry fewer requests, or rewrite what was published.</summary>
internal static class WorseConnections
{
    public static Candidate[] All => [.. Connections(), .. Rewritten()];

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
}
