using Verify.Origin.Edge;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Every difference between the edge as designed and the cured one, with the reason for it.</summary>
internal static class ExpectedEdgeChanges
{
    private const string Main = "main";
    private const string Http = "http";
    private const string Server = "http/server";
    private const string Block = "{ ... }";
    private const string OldPlaylists = @"location ~ ^/hls/.*\.m3u8$";
    private const string OldSegments = @"location ~ ^/hls/.*\.ts$";
    private const string OldRest = "location /hls/";
    private const string Playlists = @"^/hls/(?<object>[0-9a-f-]{36}/[A-Za-z0-9/_.-]+\.m3u8)$";
    private const string Segments = @"^/hls/(?<object>[0-9a-f-]{36}/v[0-9]+/[A-Za-z0-9/_.-]+\.ts)$";

    private const string Names = "only names that are safe to pass on reach the storage";
    private const string State = "the state of the cache is told with errors too";
    private const string Cors = "a player on another site may read playlists, segments and errors";
    private const string Errors = "no cache behind the edge keeps an error";

    public static IReadOnlyList<ExpectedChange> Of(EdgeSettings old, EdgeSettings now) =>
        [
            .. Places(old, now),
            .. OfHttp,
            .. OfServer,
            .. Gone(OldPlaylists, old),
            .. Gone(OldSegments, old),
            .. Gone(OldRest, old),
            new(
                $"{Server}/{OldRest}",
                "proxy_cache_valid",
                $"200 {Time(old.PlaylistValid)}",
                null,
                "nothing but playlists and segments is served"
            ),
            .. New(
                Playlists,
                now,
                $"200 {Time(now.PlaylistValid)}",
                $"Cache-Control \"public, max-age={Seconds(now.PlaylistValid)}\""
            ),
            .. New(
                Segments,
                now,
                $"200 {Time(now.SegmentValid)}",
                $"Cache-Control \"public, max-age={Seconds(now.SegmentValid)}, immutable\""
            ),
            new(
                $"{Server}/location ~ {Segments}",
                "proxy_cache_revalidate",
                null,
                "on",
                "bytes that cannot have changed are not fetched again"
            ),
            new(Server, "location /", null, Block, "nothing but playlists and segments is served"),
            new(
                $"{Server}/location /",
                "return",
                null,
                "404",
                "nothing but playlists and segments is served"
            ),
        ];

    private static IReadOnlyList<ExpectedChange> OfHttp { get; } =
    [
        new(
            Http,
            "gzip_vary",
            null,
            "on",
            "a cache behind the edge must not give compressed bytes to whom cannot read them"
        ),
        new(
            Http,
            "open_file_cache",
            null,
            "max=1000 inactive=60s",
            "a hit opens no file anew; of a cached answer that was replaced the keys zone names the new file"
        ),
        new(
            Http,
            "geo",
            null,
            "$is_local { default 0; 127.0.0.1 1; }",
            "who may refresh what is in the cache"
        ),
        new(
            Http,
            "map",
            null,
            "$is_local:$http_x_cache_refresh $refresh { default 0; 1:1 1; }",
            "an operator's refresh"
        ),
        new(
            Http,
            "map",
            null,
            "$status $error_control { default \"\"; ~^[45] \"no-store\"; }",
            Errors
        ),
        new(
            $"{Http}/upstream storage",
            "keepalive",
            null,
            "16",
            "a connection for each miss costs more than the miss"
        ),
    ];

    private static IReadOnlyList<ExpectedChange> OfServer { get; } =
    [
        new(Server, "proxy_cache_bypass", null, "$refresh", "an operator's refresh"),
        new(Server, "proxy_http_version", null, "1.1", "connections to the storage are kept"),
        new(
            Server,
            "proxy_set_header",
            null,
            "Connection \"\"",
            "connections to the storage are kept"
        ),
        new(
            Server,
            "proxy_set_header",
            null,
            "Authorization \"\"",
            "nothing of one viewer's reaches the storage"
        ),
        new(
            Server,
            "proxy_set_header",
            null,
            "Cookie \"\"",
            "nothing of one viewer's reaches the storage"
        ),
        new(
            Server,
            "proxy_set_header",
            null,
            "Accept-Encoding \"\"",
            "the key does not say which encoding was asked for"
        ),
        new(
            Server,
            "proxy_set_header",
            null,
            "Origin \"\"",
            "which sites may read is said here, and not by the storage beside it"
        ),
        new(Server, "proxy_hide_header", null, "Set-Cookie", "nobody is given another's cookie"),
        new(
            Server,
            "proxy_ignore_headers",
            null,
            "Cache-Control Expires",
            "how long is said in one place"
        ),
        new(Server, "proxy_hide_header", null, "Cache-Control", "how long is said in one place"),
        new(Server, "proxy_hide_header", null, "Expires", "how long is said in one place"),
        new(Server, "proxy_cache_lock", "on", "on", "moved only"),
        new(
            Server,
            "proxy_cache_use_stale",
            null,
            "updating error timeout http_500 http_502 http_503 http_504",
            "what has expired is served while it is fetched, and while the storage is away"
        ),
        new(
            Server,
            "proxy_connect_timeout",
            null,
            "2s",
            "a storage that is silent is given up before viewers are"
        ),
        new(
            Server,
            "proxy_read_timeout",
            null,
            "5s",
            "a storage that is silent is given up before viewers are"
        ),
        new(
            Server,
            "proxy_pass_header",
            null,
            "Date",
            "caches behind the edge know how old an answer is (RFC 9111, 4.2.3)"
        ),
        new(
            Server,
            "add_header",
            "X-Cache-Status $upstream_cache_status",
            "X-Cache-Status $upstream_cache_status always",
            State
        ),
        new(Server, "add_header", null, "Access-Control-Allow-Origin * always", Cors),
        new(Server, "add_header", null, "Cache-Control $error_control always", Errors),
    ];

    private static IEnumerable<ExpectedChange> Places(EdgeSettings old, EdgeSettings now)
    {
        const string own = "each edge of the run has a folder of its own";
        yield return new(
            Main,
            "error_log",
            $"{old.Folder}/error.log warn",
            $"{now.Folder}/error.log warn",
            own
        );
        yield return new(Main, "pid", $"{old.Folder}/nginx.pid", $"{now.Folder}/nginx.pid", own);
        yield return new(Http, "proxy_cache_path", Cache(old), null, own);
        yield return new(Http, "proxy_cache_path", null, Cache(now), own);
    }

    private static string Cache(EdgeSettings of) =>
        $"{of.Folder}/cache levels=1:2 keys_zone=hls:10m max_size=1g inactive={Time(of.Inactive)} use_temp_path=off";

    // What it says of times moves to the location in its place.
    private static IEnumerable<ExpectedChange> Gone(string location, EdgeSettings old)
    {
        yield return new(Server, location, Block, null, Names);
        yield return new(
            $"{Server}/{location}",
            "proxy_pass",
            $"http://storage/{old.Bucket}$request_uri",
            null,
            Names
        );
        if (location != OldRest)
            yield return new(
                $"{Server}/{location}",
                "add_header",
                "X-Cache-Status $upstream_cache_status",
                null,
                State
            );
    }

    private static IEnumerable<ExpectedChange> New(
        string pattern,
        EdgeSettings now,
        string valid,
        string control
    )
    {
        var (place, missing) = ($"{Server}/location ~ {pattern}", Time(CuredEdge.MissingValid));
        yield return new(Server, $"location ~ \"{pattern}\"", null, Block, Names);
        yield return new(place, "limit_except GET HEAD", null, Block, "viewers only read");
        yield return new(
            $"{place}/limit_except GET HEAD",
            "deny",
            null,
            "all",
            "viewers only read"
        );
        yield return new(
            place,
            "proxy_pass",
            null,
            $"http://storage/{now.Bucket}/hls/$object",
            Names
        );
        yield return new(place, "proxy_cache_valid", valid, valid, "moved only");
        yield return new(
            place,
            "proxy_cache_valid",
            null,
            $"403 404 {missing}",
            "many who ask for what is not there yet are one request at the storage"
        );
        yield return new(
            place,
            "add_header",
            null,
            "X-Cache-Status $upstream_cache_status always",
            State
        );
        yield return new(place, "add_header", null, "Access-Control-Allow-Origin * always", Cors);
        yield return new(place, "add_header", null, "Cache-Control $error_control always", Errors);
        yield return new(place, "add_header", control, control, "moved only");
    }

    private static string Time(TimeSpan time) => $"{Seconds(time)}s";

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;
}
