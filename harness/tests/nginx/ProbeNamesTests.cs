using System.Net.Sockets;
using Verify.Instruments;

namespace Verify.Tests.Nginx;

/// <summary>Names for probes: the location of the live file answers each, by the configuration and by a running nginx.</summary>
[Parallelizable]
public sealed class ProbeNamesTests
{
    private const int Wanted = 5;

    // ROOT is a folder; NAME adds a header that says which location has answered.
    private static readonly Shape[] Shapes =
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

    [Test, CancelAfter(60_000)]
    public async Task Each_is_answered_by_the_location_of_the_live_file(
        [ValueSource(nameof(Shapes))] Shape shape,
        CancellationToken ct
    )
    {
        using var nginx = new RealNginx();
        var root = nginx.Path("root");
        var live = root + (shape.File ?? shape.Uri);
        var text = shape.Configuration(nginx, root);
        var asked = new AskedServer(NginxConf.Parse(text, "test.conf"), null, nginx.Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(live)!);
        await File.WriteAllTextAsync(live, "live", ct);
        nginx.Start(text);
        using var client = Client(nginx.Path("s.sock"));
        var (name, body) = await AskAsync(client, shape.Uri, ct);
        Assert.That(body, Is.EqualTo("live"));
        Assert.That(asked.FileOf(shape.Uri).Path, Is.EqualTo(live));

        var taken = new ProbeNames(shape.Uri, live, [asked]).Take(Wanted, "verify-probe");

        Assert.That(taken, Has.Count.EqualTo(shape.HasNames ? Wanted : 0));
        foreach (var probe in taken)
        {
            Assert.That(Path.GetDirectoryName(probe.File), Is.EqualTo(Path.GetDirectoryName(live)));
            Assert.That(
                asked.At(probe.Uri).Context,
                Is.SameAs(asked.At(shape.Uri).Context),
                probe.Uri
            );
            await File.WriteAllTextAsync(probe.File, probe.Uri, ct);
            Assert.That(await AskAsync(client, probe.Uri, ct), Is.EqualTo((name, probe.Uri)));
        }
    }

    // What was there once is no probe's, and both configurations of a pair have to answer alike.
    [Test]
    public void Names_hold_in_every_configuration_and_belong_to_nobody()
    {
        using var folder = new TempFolder();
        AskedServer Asked(string location) =>
            new(
                NginxConf.Parse(
                    $"events {{}} http {{ server {{ root {folder.Path}; location / {{}} {location} }} }}",
                    "test.conf"
                ),
                null,
                "/"
            );
        var (one, two) = (Asked(@"location ~ ^/live {}"), Asked(@"location ~ _720\.m3u8$ {}"));
        File.WriteAllText(folder.File("live-verify-probe-000_720.m3u8"), "somebody's");

        var taken = new ProbeNames("/live_720.m3u8", folder.File("live_720.m3u8"), [one, two]).Take(
            Wanted,
            "verify-probe"
        );

        Assert.That(taken, Has.Count.EqualTo(Wanted));
        Assert.That(
            taken.Select(probe => probe.Uri),
            Is.All.StartsWith("/live").And.All.EndsWith("_720.m3u8")
        );
        Assert.That(taken.Select(probe => File.Exists(probe.File)), Is.All.False);
    }

    private static async Task<(string? Name, string Body)> AskAsync(
        HttpClient client,
        string path,
        CancellationToken ct
    )
    {
        using var response = await client.GetAsync(new Uri("http://localhost" + path), ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        return (
            response.Headers.TryGetValues("X-Name", out var names) ? names.Single() : null,
            response.IsSuccessStatusCode ? body : $"{response.StatusCode}"
        );
    }

    private static HttpClient Client(string socket) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, ct) =>
                {
                    var connection = new Socket(
                        AddressFamily.Unix,
                        SocketType.Stream,
                        ProtocolType.IP
                    );
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), ct);
                    return new NetworkStream(connection, ownsSocket: true);
                },
            }
        );

    /// <param name="Uri">How the live file is asked for.</param>
    /// <param name="File">Where it lies below ROOT, if not under the same path.</param>
    /// <param name="HasNames">False where the location answers this one name alone.</param>
    public sealed record Shape(
        string Name,
        string Server,
        string Uri,
        string? File = null,
        bool HasNames = true
    )
    {
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
}
