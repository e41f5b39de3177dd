using Verify.Instruments.Nginx.Site;
using Verify.Instruments.Nginx.Syntax;
using Verify.Tests.Ground;

namespace Verify.Tests.Nginx;

/// <summary>Where a stream can be put is found from a configuration alone.</summary>
[Parallelizable]
public sealed class HlsSiteTests
{
    private const string Prefix = "/usr/share/nginx";

    [TestCase("root /srv/live;", "http://127.0.0.1:80/ -> /srv/live")]
    [TestCase("location /hls/ { root /srv; }", "http://127.0.0.1:80/hls/ -> /srv/hls")]
    [TestCase("location /hls { root /srv/; }", "http://127.0.0.1:80/hls/ -> /srv/hls")]
    [TestCase("location /hls/ { alias /srv/live/; }", "http://127.0.0.1:80/hls/ -> /srv/live")]
    [TestCase("location /hls { alias /srv/live; }", "http://127.0.0.1:80/hls/ -> /srv/live")]
    [TestCase(
        "location /images/ { root /srv; } location /hls/ { root /srv; }",
        "http://127.0.0.1:80/hls/ -> /srv/hls"
    )]
    [TestCase(
        "root /srv/a; location ~ \\.m3u8$ { expires 1s; } location ~ \\.ts$ { expires 1h; }",
        "http://127.0.0.1:80/ -> /srv/a"
    )]
    [TestCase(
        "root /srv; location ~ ^/tv/.*\\.(m3u8|ts)$ { }",
        "http://127.0.0.1:80/tv/ -> /srv/tv"
    )]
    [TestCase("root data;", "http://127.0.0.1:80/ -> /usr/share/nginx/data")]
    [TestCase("", "http://127.0.0.1:80/ -> /usr/share/nginx/html")]
    [TestCase("listen 10.1.2.3:8080; root /srv/a;", "http://10.1.2.3:8080/ -> /srv/a")]
    [TestCase("listen 443 ssl; listen 8080; root /srv/a;", "http://127.0.0.1:8080/ -> /srv/a")]
    [TestCase("root /srv/a; allow 127.0.0.1; deny all;", "http://127.0.0.1:80/ -> /srv/a")]
    [TestCase(
        "root /srv/a; auth_basic x; location /live/ { auth_basic off; }",
        "http://127.0.0.1:80/live/ -> /srv/a/live"
    )]
    [TestCase("root /srv/a; try_files $uri =404;", "http://127.0.0.1:80/ -> /srv/a")]
    public void A_place_that_serves_files_is_found(string server, string expected) =>
        Assert.That($"{Find($"server {{ {server} }}")}", Does.StartWith(expected + " ("));

    [Test]
    public void A_server_beside_another_one_is_asked_by_its_name()
    {
        const string two = """
            server { listen 80 default_server; return 301 https://$host$request_uri; }
            server { listen 80; server_name *.tv.example tv.example; root /srv/tv; }
            """;
        Assert.That($"{Find(two)}", Does.StartWith("http://tv.example:80/ -> /srv/tv (a.conf:4)"));
    }

    [TestCase("return 404;", "a.conf:3", "return 404 answers every request")]
    [TestCase("location / { proxy_pass http://127.0.0.1:1; }", "a.conf:3", "proxy_pass")]
    [TestCase("root /srv/a; location / { deny all; }", "a.conf:3", "deny all keeps 127.0.0.1 out")]
    [TestCase("root /srv/a; auth_basic x;", "a.conf:3", "auth_basic x asks for a login")]
    [TestCase("root /srv/a; location ~ \\.ts$ { internal; }", "a.conf:3", "internal")]
    [TestCase("listen 443 ssl; root /srv/a;", "a.conf:3", "listen 443 is TLS only")]
    [TestCase("listen unix:/run/a.sock; root /srv/a;", "a.conf:3", "a unix socket")]
    [TestCase("root /;", "a.conf:3", "/ cannot be covered by a tmpfs")]
    [TestCase("root /etc/nginx;", "a.conf:3", "cannot be covered by a tmpfs")]
    [TestCase("root /srv/a; access_log /srv/a/log;", "a.conf:3", "/srv/a/log lies in it")]
    [TestCase("root /srv/a; proxy_temp_path /srv/a/tmp;", "a.conf:3", "/srv/a/tmp lies in it")]
    [TestCase("root /srv/$host;", "a.conf:3", "depends on the request")]
    [TestCase(
        "location / { return 404; } location /a/ { alias /srv/a; }",
        "a.conf:3",
        "no slash at its end"
    )]
    [TestCase(
        "location ~ \\.m3u8$ { root /srv/a; } location ~ \\.ts$ { root /srv/b; }",
        "a.conf:3",
        "playlists are in /srv/a, segments in /srv/b"
    )]
    public void Why_a_place_does_not_serve_is_said_with_its_line(
        string server,
        string where,
        string why
    ) =>
        Assert.That(
            () => Find($"server {{ {server} }}"),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("serves no .m3u8")
                .And.Message.Contains(where)
                .And.Message.Contains(why)
        );

    [Test]
    public void No_server_at_all_is_said() =>
        Assert.That(
            () => Find(""),
            Throws.TypeOf<UsageError>().With.Message.Contains("no server in an http block")
        );

    [Test]
    public void Two_configurations_are_put_on_the_folder_that_both_serve()
    {
        var one = Conf("server { root /srv/a; location /live/ { root /srv; } }");
        var two = Conf("server { listen 8080; location /tv/ { alias /srv/a/; } }");
        var (baseline, candidate) = HlsSite.Of(one, two, Prefix);
        Assert.That($"{baseline}", Does.StartWith("http://127.0.0.1:80/ -> /srv/a"));
        Assert.That($"{candidate}", Does.StartWith("http://127.0.0.1:8080/tv/ -> /srv/a"));
    }

    [Test]
    public void Two_that_serve_different_folders_are_told_apart() =>
        Assert.That(
            () =>
                HlsSite.Of(
                    Conf("server { root /srv/a; }"),
                    Conf("server { root /srv/b; }"),
                    Prefix
                ),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("/srv/a")
                .And.Message.Contains("/srv/b")
        );

    private const int Mutants = 10_000;

    private static readonly string[] Pieces =
    [
        "{",
        "}",
        ";",
        " ",
        "\"",
        "/",
        "$x",
        "~",
        "[::1]:",
        "[",
        "]:",
        ":",
        "*:80",
        "unix:",
        "99999999999",
        "-1",
        "location",
        "listen",
        "root",
        "alias",
        "server_name",
        "deny",
        "..",
        "\u00e9",
    ];

    [Test, CancelAfter(Hang.Milliseconds)]
    public void No_mutant_of_a_site_is_met_with_anything_but_a_site_or_a_refusal(
        CancellationToken ct
    )
    {
        string[] seeds =
        [
            "server { listen 10.1.2.3:8080 default_server; listen [::]:80; server_name .a.b; root /srv/a; location ~ ^/tv/.*\\.(m3u8|ts)$ { allow 10.0.0.0/8; deny all; } }",
            "server { listen 80; location /hls { alias /srv/live; try_files $uri =404; location ~ \\.ts$ { expires 1h; } } } server { listen 80; server_name b; root data; }",
            "server { listen unix:/run/a; listen localhost:81 ssl; location = /x/a.m3u8 { root /srv/../a; auth_basic off; } }",
        ];
        // A fixed start, so that a failure can be seen again.
        var random = new Random(20261121);
        var (found, refused) = (0, 0);
        for (var i = 0; i < Mutants; i++)
        {
            ct.ThrowIfCancellationRequested();
            var text = seeds[i % seeds.Length];
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var at = random.Next(text.Length);
                var length = Math.Min(random.Next(0, 8), text.Length - at);
                text = text.Remove(at, length)
                    .Insert(at, random.Next(4) == 0 ? "" : Pieces[random.Next(Pieces.Length)]);
            }
            try
            {
                _ = Find(text).ToString();
                found++;
            }
            catch (UsageError)
            {
                refused++;
            }
            catch (Exception crash)
            {
                Assert.Fail($"{text}\n{crash}");
            }
        }
        // Else the mutations break everything at once, or nothing.
        Assert.That(found, Is.GreaterThan(Mutants / 20));
        Assert.That(refused, Is.GreaterThan(Mutants / 20));
    }

    private static HlsSite Find(string servers) => HlsSite.Find(Conf(servers), Prefix);

    private static NginxConf Conf(string servers) =>
        NginxConf.Parse($"events {{ }}\nhttp {{\n{servers}\n}}\n", "a.conf");
}
