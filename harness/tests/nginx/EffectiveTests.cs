using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

[Parallelizable]
public sealed class EffectiveTests
{
    [TestCase("/live/stream.m3u8", "1s", Standing.Own)]
    [TestCase("/live/seg1.ts", "10s", Standing.Inherited)]
    [TestCase("/master.m3u8", "10s", Standing.Inherited)]
    [TestCase("/health", "10s", Standing.Inherited)]
    public void The_candidate_checks_manifests_every_second_and_all_else_every_ten(
        string path,
        string value,
        Standing standing
    )
    {
        var valid = Effective.At(Golden.Conf("candidate.conf"), path).Of("open_file_cache_valid");
        Assert.That(valid.Text, Is.EqualTo(value));
        Assert.That(valid.Standing, Is.EqualTo(standing));
    }

    [Test]
    public void The_values_in_force_say_where_they_were_set()
    {
        var manifest = Effective.At(Golden.Conf("candidate.conf"), "/live/stream.m3u8");
        var cache = manifest.Of("open_file_cache").Settings.Single();
        Assert.That(manifest.Context.Path, Is.EqualTo("http/server/location ~ \\.m3u8$"));
        Assert.That(cache.Text, Is.EqualTo("max=51 inactive=30s"));
        Assert.That(cache.Context, Is.EqualTo("http"));
        Assert.That(cache.Place!.Line, Is.EqualTo(36));
        Assert.That(manifest.Of("output_buffers").Text, Is.EqualTo("1 4k"));
        Assert.That(manifest.Of("open_file_cache_min_uses").Text, Is.EqualTo("1"));
        Assert.That(manifest.Of("open_file_cache_errors").Text, Is.EqualTo("on"));
        Assert.That(manifest.Of("multi_accept").Settings.Single().Context, Is.EqualTo("events"));
        Assert.That(manifest.Of("worker_processes").Text, Is.EqualTo("auto"));
        Assert.That(manifest.Of("add_header").Settings, Has.Count.EqualTo(3));
    }

    [Test]
    public void What_is_set_nowhere_has_the_default_of_nginx()
    {
        var place = Effective.At(NginxConf.Parse("events {} http { server { } }", "t"), "/x.ts");
        foreach (
            var (directive, value) in (ReadOnlySpan<(string, string)>)
                [
                    ("open_file_cache", "off"),
                    ("open_file_cache_valid", "60s"),
                    ("open_file_cache_min_uses", "1"),
                    ("open_file_cache_errors", "off"),
                    ("output_buffers", "2 32k"),
                    ("multi_accept", "off"),
                    ("sendfile", "off"),
                    ("keepalive_timeout", "75s"),
                    ("gzip", "off"),
                ]
        )
        {
            var found = place.Of(directive);
            Assert.That(
                (found.Standing, found.Text),
                Is.EqualTo((Standing.Default, value)),
                directive
            );
        }
        Assert.That(place.Of("no_such").Standing, Is.EqualTo(Standing.Unset));
    }

    [Test]
    public void Lists_are_dropped_whole_by_a_level_that_has_one_of_its_own()
    {
        var conf = NginxConf.Parse(
            """
            http {
                add_header A 1; add_header B 2;
                proxy_set_header Host $host;
                deny all;
                server {
                    location /own { add_header C 3; allow all; }
                    location /inherits { expires 1h; }
                    location /alias { alias /y; location /alias/in { } }
                    root /x;
                }
            }
            """,
            "t"
        );
        Assert.That(Effective.At(conf, "/own").Of("add_header").Text, Is.EqualTo("C 3"));
        Assert.That(Effective.At(conf, "/own").Of("deny").Text, Is.EqualTo("all"));
        Assert.That(
            Effective.At(conf, "/own").Of("deny").Settings.Single().Directive,
            Is.EqualTo("allow")
        );
        Assert.That(Effective.At(conf, "/inherits").Of("add_header").Text, Is.EqualTo("A 1; B 2"));
        Assert.That(
            Effective.At(conf, "/inherits").Of("proxy_set_header").Text,
            Is.EqualTo("Host $host")
        );
        Assert.That(
            Effective.At(conf, "/alias/in").Of("root").Settings.Single().Directive,
            Is.EqualTo("alias")
        );
        Assert.That(Effective.At(conf, "/none").Of("root").Text, Is.EqualTo("/x"));
    }

    [Test]
    public void What_acts_where_it_stands_is_not_inherited()
    {
        var conf = NginxConf.Parse(
            """
            error_log main.log;
            http { server { return 403; try_files $uri =404;
                location /p { proxy_pass http://o; location /p/n { } if ($a) { set $b 1; } } } }
            """,
            "t"
        );
        var nested = Effective.At(conf, "/p/n");
        Assert.That(nested.Of("return").Standing, Is.EqualTo(Standing.Unset));
        Assert.That(nested.Of("try_files").Standing, Is.EqualTo(Standing.Unset));
        Assert.That(nested.Of("proxy_pass").Standing, Is.EqualTo(Standing.Unset));
        Assert.That(nested.Of("error_log").Text, Is.EqualTo("main.log"));
        var condition = Effective
            .Everywhere(conf)
            .Single(it => it.Context.Kind == ContextKind.LocationIf);
        Assert.That(condition.Of("proxy_pass").Text, Is.EqualTo("http://o"));
    }

    [Test]
    public void Every_place_that_answers_is_listed() =>
        Assert.That(
            Effective.Everywhere(Golden.Conf("candidate.conf")).Select(it => it.Context.Path),
            Does.Contain("http/server")
                .And.Contain("http/server/location = /master.m3u8")
                .And.Contain("http/server/location /")
                .And.Contain("http/server/location //if ($request_method = OPTIONS)")
        );
}
