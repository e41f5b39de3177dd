using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>Values put together from parts, right and wrong: nginx and we accept the same ones.</summary>
[Parallelizable]
public sealed class NginxGeneratedValuesTests
{
    private static readonly string[] Numbers = ["0", "1", "10", "x", "-1", "", "1k", "1.5", "08"];
    private static readonly string[] Sizes = ["0", "1k", "31k", "32k", "1m", "1g", "x", "", "1m:2"];

    private static readonly string[] Times =
    [
        "0",
        "1h",
        "23h59m",
        "24h",
        "24h1s",
        "25h",
        "1d",
        "1y",
        "500ms",
        "30m1h",
        "x",
        "",
    ];

    // No name that would have to be looked up: what this machine finds is no property of the configuration.
    private static readonly string[] Hosts =
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::1",
        "[::1]x",
        "[x]",
        "[]",
        "unix:/s",
        "UNIX:/s",
        "unix:",
        $"unix:/{new string('s', 106)}",
        $"unix:/{new string('s', 107)}",
        "",
    ];

    private static readonly string[] Ports =
    [
        ":80",
        ":080",
        ":0",
        ":65535",
        ":65536",
        ":99999",
        ":x",
        ":",
        ":-1",
        ":80-90",
        ":80:80",
        ":80/a",
        "/a:80",
    ];

    private static IEnumerable<TestCaseData> Kinds() =>
        [
            Kind(
                "main",
                "thread_pool p threads=0;",
                "thread_pool p threads={0} max_queue={1};",
                Numbers,
                Numbers
            ),
            Kind(
                "main",
                "worker_cpu_affinity 2;",
                "worker_cpu_affinity {0}{1};",
                ["", "auto "],
                ["01", "0101", "2", "x", "01x"]
            ),
            Kind(
                "http",
                "ssl_session_cache shared:a;",
                "ssl_session_cache {0}{1};",
                [
                    "shared:a:",
                    "shared:",
                    "shared::",
                    "shared",
                    "builtin:",
                    "builtin",
                    "off",
                    "none",
                    "off ",
                    "x",
                ],
                Sizes
            ),
            Kind(
                "http",
                "ssl_ocsp_cache x;",
                "ssl_ocsp_cache {0}{1};",
                ["shared:a:", "shared:", "shared::", "off", "none"],
                Sizes
            ),
            Kind(
                "http",
                "upstream u { server 127.0.0.1:99999; }",
                "upstream u {{ server {0}{1}; }}",
                Hosts,
                [.. Ports, ""]
            ),
            Kind(
                "location",
                "proxy_pass http://127.0.0.1:0;",
                "proxy_pass http://{0}{1};",
                Hosts,
                [.. Ports, "", "?a"]
            ),
            Kind("location", "fastcgi_pass 127.0.0.1:0;", "fastcgi_pass {0}{1};", Hosts, Ports),
            Kind(
                "location",
                "grpc_pass grpc://127.0.0.1:0;",
                "grpc_pass grpc://{0}{1};",
                Hosts,
                Ports
            ),
            Kind(
                "location",
                "expires @25h;",
                "expires {0}{1};",
                ["", "@", "-", "+", "modified ", "modified @", "changed "],
                Times
            ),
            Kind(
                "server",
                "request_pool_size 264;",
                "request_pool_size {0}{1};",
                ["", "1", "11"],
                ["0", "2", "6", "2k", "28", "x"]
            ),
            Kind(
                "location",
                "proxy_store_access x;",
                "proxy_store_access {0}{1};",
                ["user:", "group:", "all:", "x:", ""],
                ["r", "rw", "w", "wr", "rwx", ""]
            ),
            Kind(
                "location",
                "proxy_temp_path $DIR/y 0;",
                "proxy_temp_path $DIR/y {0} {1};",
                Numbers.Where(it => it.Length > 0),
                Numbers.Where(it => it is not "10")
            ),
            Kind(
                "location",
                "proxy_cookie_path a;",
                "{0} {1};",
                ["proxy_cookie_path", "proxy_cookie_domain", "proxy_cookie_flags"],
                ["off", "a", "OFF", "x off"]
            ),
            Kind(
                "http",
                "upstream u { ip_hash; server 127.0.0.1; server 127.0.0.2 backup; }",
                "upstream u {{ {0} server 127.0.0.1; {1} server 127.0.0.2 backup; }}",
                ["", "ip_hash;", "hash $uri;", "random;", "least_conn;"],
                ["", "keepalive 1;"]
            ),
        ];

    [TestCaseSource(nameof(Kinds))]
    public void The_same_values_are_accepted(string place, string refused, string[] lines)
    {
        using var nginx = new RealNginx();
        Assert.That(Accepts(nginx, place, refused), Is.EqualTo((false, false)), refused);
        var verdicts = lines.Select(line => (line, Accepts: Accepts(nginx, place, line))).ToList();
        Assert.That(verdicts.Where(it => it.Accepts.Nginx != it.Accepts.We), Is.Empty);
        // A value that nginx takes must be among them: else calling all of them wrong would pass.
        Assert.That(verdicts.Any(it => it.Accepts.Nginx), Is.True);
    }

    [Test]
    public void They_are_as_many_as_they_claim() =>
        Assert.That(
            Kinds().SelectMany(kind => (string[])kind.Arguments[2]!).Count(),
            Is.GreaterThanOrEqualTo(800)
        );

    private static TestCaseData Kind(
        string place,
        string refused,
        string line,
        IEnumerable<string> first,
        IEnumerable<string> second
    ) =>
        new TestCaseData(
            place,
            refused,
            (
                from one in first
                from other in second
                select string.Format(null, line, one, other)
            ).ToArray()
        ).SetArgDisplayNames(line);

    private static (bool Nginx, bool We) Accepts(RealNginx nginx, string place, string line)
    {
        line = line.Replace("$DIR", nginx.Folder);
        var text = place switch
        {
            "main" => nginx.Around(main: line),
            "http" => nginx.Around(http: line),
            "server" => nginx.Around(server: line),
            _ => nginx.Around(location: line),
        };
        return (nginx.Test(text).Accepts, WeAccept(text));
    }

    private static bool WeAccept(string text)
    {
        try
        {
            return ConfCheck.Of(NginxConf.Parse(text, "nginx.conf")).Count == 0;
        }
        catch (UsageError)
        {
            return false;
        }
    }
}
