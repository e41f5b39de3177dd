using System.Net;
using System.Net.Sockets;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>The location we pick and the one a running nginx picks, path by path.</summary>
[Parallelizable]
public sealed class LocationMatchTests
{
    // Each location answers with a header that names it; regex sets of every rank and nesting.
    private static readonly string[] Servers =
    [
        """
            location / { NAME root; }
            location = / { NAME exact-root; }
            location /a { NAME a; location /a/b { NAME a-b; location ~ \.ts$ { NAME a-b-ts; } } location ~ ^/a/x { NAME a-x; } }
            location ^~ /s/ { NAME s; location ~ \.m3u8$ { NAME s-m3u8; } }
            location ~ \.ts$ { NAME ts; }
            location ~* \.(m3u8|TS)$ { NAME m3u8; location ~ live { NAME m3u8-live; } }
            location = /a/b { NAME exact-a-b; }
            location =/glued.ts { NAME glued; }
            location @named { NAME named; }
            """,
        """
            location ^~ /v { NAME v; location /v/w { NAME v-w; } location ^~ /v/x { NAME v-x; location ~ q { NAME v-x-q; } } }
            location /w { NAME w; location ^~ /w/x { NAME w-x; } location ~ y { NAME w-y; } }
            location ~ x { NAME x; }
            location ~ "^/(?<year>\d{4})/[[:alpha:]]+$" { NAME posix; }
            location ~ "^/q[^]x]{2,3}+$" { NAME possessive; }
            location ~ "^/é.$" { NAME bytes; }
            location ~ "^/\w+é" { NAME word; }
            location "/sp ace" { NAME space; }
            """,
        """
            location ~ \.m3u8$ { NAME m3u8; }
            """,
        """
            location / { NAME root; }
            location /r/ { NAME r; proxy_pass http://127.0.0.1:1; }
            location ^~ /r/s/ { NAME r-s; fastcgi_pass 127.0.0.1:1; }
            location /t { NAME t; location /t/u/ { NAME t-u; proxy_pass http://127.0.0.1:1; } }
            location /t/ { NAME t-slash; proxy_pass http://127.0.0.1:1; }
            location /w/ { NAME w; if ($uri = x) { proxy_pass http://127.0.0.1:1; } }
            location = /zx/ { NAME zx; proxy_pass http://127.0.0.1:1; }
            location ~ ^/(r|t|w|zx|r/s|t/u)$ { NAME bare; }
            """,
    ];

    private static readonly string[] Paths =
    [
        "/",
        "/index.html",
        "/a",
        "/abc",
        "/a/b",
        "/a/b/",
        "/a/b/c.ts",
        "/a/x.ts",
        "/a/c.ts",
        "/s/1.ts",
        "/s/x.m3u8",
        "/s",
        "/x.ts",
        "/x.TS",
        "/x.m3u8?a=b.ts",
        "/live/x.M3U8",
        "/glued.ts",
        "/a//b",
        "/a/./b",
        "/s/../a/b",
        "/%61/b",
        "/x.t%73",
        "/v",
        "/v/w/x",
        "/v/x/q",
        "/v/x",
        "/v/x/x",
        "/w/x",
        "/w/xy",
        "/w/y",
        "/w/z",
        "/zx",
        "/2024/abc",
        "/2024/ab1",
        "/qabc",
        "/qab",
        "/qabcd",
        "/q]x",
        "/%C3%A9a",
        "/%C3%A9%C3%A9",
        "/a%C3%A9",
        "/sp%20ace",
        "/@named",
        "/x.ts/",
        "/x.ts%0a",
        "/live",
        "/%2e%2e/a",
        "/a%3Fb",
        "/a/b/../../s/",
        "/r",
        "/r/",
        "/r/s",
        "/t",
        "/t/",
        "/t/u",
        "/w",
        "/zx/",
    ];

    [Test]
    public async Task The_location_is_the_one_nginx_picks([Values(0, 1, 2, 3)] int which)
    {
        using var nginx = new RealNginx();
        var locations = Servers[which]
            .Replace("NAME ", "return 204; add_header X-Name ", StringComparison.Ordinal);
        var text =
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events {}
            http { access_log off; server { listen unix:{{nginx.Path(
                "s.sock"
            )}}; add_header X-Name server; return_none; {{locations}} } }
            """.Replace(
                "return_none;",
                "error_page 404 =204 /;",
                StringComparison.Ordinal
            ).Replace(
                "http {",
                nginx.Around().Split("http {")[1].Split("server {")[0].Insert(0, "http {"),
                StringComparison.Ordinal
            );
        nginx.Start(text);
        var conf = NginxConf.Parse(text, "test.conf");
        using var client = Client(nginx.Path("s.sock"));
        var told = new List<string>();
        foreach (var path in Paths)
        {
            var theirs = await NameAsync(client, path);
            var ours = Ours(conf, path);
            if (ours != theirs)
            {
                told.Add($"{path}: nginx {theirs}, we {ours}");
            }
        }
        Assert.That(told, Is.Empty);
    }

    private static string Ours(NginxConf conf, string path)
    {
        try
        {
            return Effective.At(conf, path).Of("add_header").Settings.Single().Text.Split(' ')[1];
        }
        catch (UsageError refused)
        {
            return refused.Message.Contains("400", StringComparison.Ordinal)
                ? "400"
                : refused.Message;
        }
    }

    private static async Task<string> NameAsync(HttpClient client, string path)
    {
        // A raw path: Uri would resolve the dots before nginx sees them.
        var uri = new Uri(
            "http://localhost" + path,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        using var response = await client.GetAsync(
            uri,
            TestContext.CurrentContext.CancellationToken
        );
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest => "400",
            _ => response.Headers.TryGetValues("X-Name", out var names) ? names.Single() : "server",
        };
    }

    private static HttpClient Client(string socket) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
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

    [TestCase(null, null, "a")]
    [TestCase(null, "b.example", "b")]
    [TestCase(null, "B.EXAMPLE", "b")]
    [TestCase(null, "x.c.example", "c-wild")]
    [TestCase(null, "y.x.c.example", "c-longer")]
    [TestCase(null, "d.anything", "d-tail")]
    [TestCase(null, "e7.net", "e-regex")]
    [TestCase(8080, null, "default-8080")]
    [TestCase(8080, "b.example", "default-8080")]
    [TestCase(443, "f.example", "f")]
    [TestCase(null, "x.g.example", "g-exact")]
    [TestCase(null, "y.g.example", "g")]
    [TestCase(null, "g.example.", "g")]
    [TestCase(null, "G.example:8443", "g")]
    [TestCase(null, "q.h.g.example", "g-longer")]
    public void The_server_is_the_one_for_the_port_and_the_name(
        int? port,
        string? host,
        string server
    )
    {
        const string Text = """
            http {
                server { listen 80; server_name a.example; root a; }
                server { listen 80; server_name b.example; root b; }
                server { server_name *.c.example; root c-wild; }
                server { server_name *.x.c.example; root c-longer; }
                server { server_name d.*; root d-tail; }
                server { server_name ~^e\d; root e-regex; }
                server { listen 127.0.0.1:8080; root first-8080; }
                server { listen [::]:8080 default_server; root default-8080; }
                server { listen 443 ssl; server_name .f.example; root f; }
                server { server_name .g.example; root g; }
                server { server_name x.g.example; root g-exact; }
                server { server_name *.h.g.example; root g-longer; }
            }
            """;
        var conf = NginxConf.Parse(Text, "t");
        Assert.That(Effective.At(conf, new(port, host), "/").Of("root").Text, Is.EqualTo(server));
    }

    [Test]
    public void A_port_nobody_listens_on_is_an_error_that_lists_the_ports() =>
        Assert.That(
            () => Effective.At(Golden.Conf("baseline.conf"), new(81), "/"),
            Throws.TypeOf<UsageError>().With.Message.Contains("17080")
        );

    [Test]
    public void An_expression_that_never_ends_is_an_error_and_no_hang()
    {
        var conf = NginxConf.Parse("http { server { location ~ ^/(a+)+$ { } } }", "t");
        Assert.That(
            () => Effective.At(conf, $"/{new string('a', 60)}!"),
            Throws.TypeOf<UsageError>().With.Message.Contains("t:1")
        );
    }
}
