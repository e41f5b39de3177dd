using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>Who answers a request, and why. That it is what nginx picks is proved by LocationMatchTests.</summary>
[Parallelizable]
public sealed class RouteTests
{
    private static readonly NginxConf Conf = NginxConf.Parse(
        """
        events { }
        http {
            server { listen 80; server_name a.example *.b.example; location / { }
                location = /x { } location ^~ /s/ { } location ~ \.ts$ { } location /p/ { location /p/q { } } }
            server { listen 81 default_server; server_name c.example; }
            server { listen 81; server_name ~^d\d; gzip on; }
        }
        """,
        "t.conf"
    );

    [TestCase("/x", "location = /x", "exact (=)")]
    [TestCase("/s/a.ts", "location ^~ /s/", "with ^~")]
    [TestCase(
        "/p/a.ts",
        "location ~ \\.ts$",
        "t.conf:4, the first that matches; it wins over the prefix /p/"
    )]
    [TestCase("/p/q/r", "location /p/q", "longest prefix")]
    [TestCase("/other?x=1", "location /", "longest prefix")]
    public void The_location_says_why_it_was_picked(string path, string location, string why)
    {
        var route = Route.Of(Conf, null, path);
        Assert.That(route.Location.Path, Does.EndWith(location));
        Assert.That(route.LocationReason, Does.Contain(why));
    }

    [TestCase(null, null, "server a.example", "the first server")]
    [TestCase(81, null, "server c.example", "default_server of port 81")]
    [TestCase(81, "d1.example", "server ~^d\\d", "regular expression")]
    [TestCase(81, "nobody", "server c.example", "no server_name matches nobody")]
    [TestCase(null, "x.b.example", "server a.example", "*.b.example: the longest wildcard")]
    [TestCase(80, "a.example", "server a.example", "server_name a.example")]
    public void The_server_says_why_it_was_picked(int? port, string? host, string name, string why)
    {
        var route = Route.Of(Conf, new ServerSelector(port, host), "/");
        Assert.That(route.Server.Path, Is.EqualTo($"http/{name}"));
        Assert.That(route.ServerReason, Does.Contain(why));
    }

    [Test]
    public void A_path_is_looked_up_in_a_server_of_ones_own_choice()
    {
        var last = Conf.Root.Children[^1].Children[^1];
        Assert.That(Effective.AtServer(Conf, last, "/any").Of("gzip").Text, Is.EqualTo("on"));
        Assert.That(
            () => Effective.AtServer(Conf, last.Parent!, "/any"),
            Throws.TypeOf<UsageError>()
        );
    }

    [Test]
    public void A_configuration_lists_its_files_with_their_bytes()
    {
        var conf = Golden.Conf("candidate.conf");
        Assert.That(
            conf.Sources.Select(source => source.FullPath),
            Is.EqualTo([
                Path.Combine(Golden.Folder(), "candidate.conf"),
                Path.Combine(Golden.Folder(), "mime.types"),
            ])
        );
        foreach (var source in conf.Sources)
            Assert.That(source.Bytes, Is.EqualTo(File.ReadAllBytes(source.FullPath!)));
    }
}
