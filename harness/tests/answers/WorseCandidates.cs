using static Verify.Tests.Answers.Candidate;

namespace Verify.Tests.Answers;

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
        .. WorseConnections.All,
        .. WorseClients.All,
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
}
