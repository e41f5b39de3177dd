namespace Verify.Tests.Nginx;

/// <summary>A shape that the location of a live file can have.</summary>
/// <param name="Uri">How the live file is asked for.</param>
/// <param name="File">Where it lies below ROOT, if not under the same path.</param>
/// <param name="HasNames">False where the location answers this one name alone.</param>
public sealed record ProbeShape(
    string Name,
    string Server,
    string Uri,
    string? File = null,
    bool HasNames = true
)
{
    // ROOT is a folder; NAME adds a header that says which location has answered.
    public static IReadOnlyList<ProbeShape> All { get; } =
    [
        new("one location for all", "location / { NAME all; root ROOT; }", "/hls/live.m3u8"),
        new("the server itself", "NAME server; root ROOT;", "/hls/live.m3u8"),
        new(
            "a location of playlists",
            @"location / { NAME all; root ROOT; } location ~ \.m3u8$ { NAME m3u8; root ROOT; }",
            "/hls/live.m3u8"
        ),
        new(
            "playlists that begin with a word, as in t2",
            @"root ROOT; location / { NAME all; } location /hls/ { NAME hls; } location ~ /live[^/]*\.m3u8$ { NAME live; }",
            "/hls/live.m3u8"
        ),
        new(
            "a segment beside such a playlist",
            @"root ROOT; location /hls/ { NAME hls; } location ~ /live[^/]*\.m3u8$ { NAME live; } location ~ \.ts$ { NAME ts; }",
            "/hls/live7.ts"
        ),
        new(
            "playlists that end with a word",
            @"root ROOT; location / { NAME all; } location ~ _720p\.m3u8$ { NAME high; }",
            "/hls/live_720p.m3u8"
        ),
        new(
            "numbers alone",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/\d+\.m3u8$ { NAME number; }",
            "/hls/17.m3u8"
        ),
        new(
            "numbers of five digits",
            @"root ROOT; location / { NAME all; } location ~ ""^/hls/seg\d{5}\.ts$"" { NAME five; }",
            "/hls/seg00017.ts"
        ),
        new(
            "small letters alone",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/[a-z]+\.m3u8$ { NAME letters; }",
            "/hls/channel.m3u8"
        ),
        new(
            "eight hexadecimal digits",
            @"root ROOT; location / { NAME all; } location ~ ""^/hls/[0-9a-f]{8}\.m3u8$"" { NAME hex; }",
            "/hls/deadbeef.m3u8"
        ),
        new(
            "capital letters",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/[A-Z]+\.m3u8$ { NAME capitals; }",
            "/hls/NEWS.m3u8"
        ),
        new(
            "whatever the case",
            @"root ROOT; location / { NAME all; } location ~* /LIVE_[a-z]+\.M3U8$ { NAME case; }",
            "/hls/live_one.m3u8"
        ),
        new(
            "a named group",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/(?<channel>[^/_]+)_(?<rate>\d+)\.m3u8$ { NAME named; }",
            "/hls/news_720.m3u8"
        ),
        new(
            "an alias by named groups",
            @"location / { NAME all; root ROOT; } location ~ ^/tv/(?<channel>\w+)/(?<file>[^/]+\.m3u8)$ { NAME tv; alias ROOT/hls/$channel/$file; }",
            "/tv/news/index.m3u8",
            "/hls/news/index.m3u8"
        ),
        new(
            "an alias by numbers",
            @"location / { NAME all; root ROOT; } location ~ ^/tv/(.+)\.m3u8$ { NAME tv; alias ROOT/hls/$1_out.m3u8; }",
            "/tv/news.m3u8",
            "/hls/news_out.m3u8"
        ),
        new(
            "an alias",
            "location / { NAME all; root ROOT; } location /tv/ { NAME tv; alias ROOT/hls/; }",
            "/tv/live.m3u8",
            "/hls/live.m3u8"
        ),
        new(
            "nested in an alias",
            @"location / { NAME all; root ROOT; } location /tv/ { NAME tv; alias ROOT/hls/; location ~ /live { NAME nested; } }",
            "/tv/live.m3u8",
            "/hls/live.m3u8"
        ),
        new(
            "a prefix nested in an alias",
            "location / { NAME all; root ROOT; } location /tv/ { NAME tv; alias ROOT/hls/; location /tv/live { NAME nested; } }",
            "/tv/live.m3u8",
            "/hls/live.m3u8"
        ),
        new(
            "nested expressions",
            @"root ROOT; location / { NAME all; } location /hls/ { NAME hls; location ~ \.m3u8$ { NAME m3u8; location ~ live { NAME live; } } }",
            "/hls/live.m3u8"
        ),
        new(
            "a prefix that ends the search",
            @"root ROOT; location ^~ /hls/li { NAME li; } location ~ \.m3u8$ { NAME m3u8; }",
            "/hls/live.m3u8"
        ),
        new(
            "the first expression of two",
            @"root ROOT; location ~ verify { NAME trap; } location ~ \.m3u8$ { NAME m3u8; }",
            "/hls/live.m3u8"
        ),
        new(
            "a look ahead",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/(?!verify).*\.m3u8$ { NAME ahead; }",
            "/hls/live.m3u8"
        ),
        new(
            "one of three words",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/(low|mid|high)[-\w]*\.m3u8$ { NAME three; }",
            "/hls/mid.m3u8"
        ),
        new(
            "methods",
            "root ROOT; location /hls/ { NAME hls; limit_except GET { deny all; } }",
            "/hls/live.m3u8"
        ),
        new(
            "the file itself is tried first",
            "root ROOT; location /hls/ { NAME hls; try_files $uri =404; }",
            "/hls/live.m3u8"
        ),
        new(
            "another folder is tried first",
            "root ROOT; location /tv/ { NAME tv; try_files $uri /hls$uri =404; }",
            "/tv/live.m3u8",
            "/hls/tv/live.m3u8"
        ),
        new(
            "an if that takes the word of the probes",
            "root ROOT; location /hls/ { NAME hls; if ($uri ~ verify) { return 403; } }",
            "/hls/live.m3u8"
        ),
        new(
            "an if of the server's",
            "root ROOT; if ($request_uri ~ ^/hls/[^l]) { return 403; } location /hls/ { NAME hls; }",
            "/hls/live.m3u8"
        ),
        new(
            "a rewrite that takes other names",
            @"root ROOT; location /hls/ { NAME hls; rewrite ^/hls/verify(.*)$ /gone$1 last; } location /gone { NAME gone; }",
            "/hls/live.m3u8"
        ),
        new(
            "a folder of its own for each channel",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/[^/]+/\w+\.m3u8$ { NAME channel; }",
            "/hls/news/index.m3u8"
        ),
        new(
            "a blank in the name",
            @"root ROOT; location / { NAME all; } location ~ ""/my live.*\.m3u8$"" { NAME blank; }",
            "/hls/my%20live.m3u8",
            "/hls/my live.m3u8"
        ),
        new(
            "a token",
            @"root ROOT; location / { NAME all; } location ~ /live.*\.m3u8$ { NAME live; }",
            "/hls/live.m3u8?token=a/b",
            "/hls/live.m3u8"
        ),
        new(
            "an exact location",
            "root ROOT; location / { NAME all; } location = /hls/live.m3u8 { NAME exact; }",
            "/hls/live.m3u8",
            HasNames: false
        ),
        new(
            "an expression that takes one name",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/live\.m3u8$ { NAME one; }",
            "/hls/live.m3u8",
            HasNames: false
        ),
        new(
            "one name in each folder",
            @"root ROOT; location / { NAME all; } location ~ ^/hls/[^/]+/index\.m3u8$ { NAME index; }",
            "/hls/news/index.m3u8",
            HasNames: false
        ),
        new(
            "an alias of one file",
            @"location / { NAME all; root ROOT; } location ~ ^/tv/.+\.m3u8$ { NAME one; alias ROOT/hls/live.m3u8; }",
            "/tv/news.m3u8",
            "/hls/live.m3u8",
            HasNames: false
        ),
    ];

    public override string ToString() => Name;

    internal string Configuration(RealNginx nginx, string root) =>
        $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events {}
            http {
                {{nginx.Paths}}
                server {
                    listen unix:{{nginx.Path("s.sock")}};
                    {{Server.Replace(
                "NAME ",
                "add_header X-Name ",
                StringComparison.Ordinal
            ).Replace("ROOT", root, StringComparison.Ordinal)}}
                }
            }
            """;
}
