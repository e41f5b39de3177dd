using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Diff;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>What nginx accepts and a reader would not expect; each beside a twin that deserves no warning.</summary>
[Parallelizable]
public sealed class ConfWarningsTests
{
    private static IReadOnlyList<string> Kinds(string server) =>
        [
            .. ConfWarnings
                .Of(NginxConf.Parse($"events {{ }} http {{ server {{ {server} }} }}", "t"))
                .Select(it => it.Kind),
        ];

    [TestCase("add_header Cache-Control a; location / { add_header X b; }", "headers-dropped")]
    [TestCase(
        "add_header Cache-Control a; location / { add_header X b; add_header cache-control c; }",
        ""
    )]
    [TestCase("add_header Cache-Control a; location / { }", "")]
    [TestCase("proxy_set_header Host a; location / { proxy_set_header X b; }", "headers-dropped")]
    [TestCase("add_header X a; add_header x b;", "header-twice")]
    [TestCase("add_header X a; add_header Y b;", "")]
    [TestCase("expires 1h; add_header Cache-Control public;", "header-twice")]
    [TestCase("add_header Cache-Control public;", "")]
    [TestCase("add_header Content-Type text/plain;", "header-twice")]
    [TestCase("location ~ x { } location ~ x { }", "unreachable")]
    [TestCase("location ~* x { } location ~ x { }", "unreachable")]
    [TestCase("location ~ x { } location ~* x { }", "")]
    [TestCase("location ~ ^/ { } location ~ y { }", "unreachable")]
    [TestCase("location ^~ /s/ { } location ~ ^/s/.*x { }", "unreachable")]
    [TestCase("location ^~ /s/ { } location /s/t { } location ~ ^/s/.*x { }", "")]
    [TestCase("location ^~ /s/t { } location ~ ^/s/t?x { }", "")]
    [TestCase("location @n { }", "unreachable")]
    [TestCase("location @n { } error_page 404 @n;", "")]
    [TestCase("sendfile off;", "no-op")]
    [TestCase("sendfile on; location / { sendfile on; }", "no-op")]
    [TestCase("sendfile on; location / { sendfile off; }", "")]
    [TestCase("open_file_cache_valid 60;", "no-op|no-effect")]
    [TestCase("open_file_cache max=9; open_file_cache_valid 30s;", "")]
    [TestCase("sendfile on; output_buffers 1 4k;", "no-effect")]
    [TestCase("output_buffers 1 4k;", "")]
    [TestCase("tcp_nopush on;", "no-effect")]
    [TestCase("tcp_nopush on; location / { sendfile on; }", "")]
    [TestCase("proxy_cache z; proxy_buffering off;", "no-effect")]
    public void A_warning_is_given_where_it_is_due(string server, string kinds) =>
        Assert.That(string.Join('|', Kinds(server)), Is.EqualTo(kinds));

    [TestCase("listen 80; server_name a;", "listen *:80; server_name b A;", "conflicting-name")]
    [TestCase("", "listen 80;", "conflicting-name")]
    [TestCase("listen 80; server_name a;", "listen 80; server_name b;", "")]
    [TestCase("listen 80; server_name a;", "listen 81; server_name a;", "")]
    public void A_server_that_another_one_hides_is_named(string one, string other, string kinds)
    {
        using var nginx = new RealNginx();
        string Conf(string port) =>
            $"events {{ }} http {{ {nginx.Paths} server {{ {one} }} server {{ {other} }} }}".Replace(
                "80",
                port
            );
        var found = ConfWarnings.Of(NginxConf.Parse(Conf("80"), "t")).Select(it => it.Kind);
        Assert.That(string.Join('|', found), Is.EqualTo(kinds));
        // Where nginx may not listen on 80, it is asked about another port; one server is on 80 in any case.
        if (one.Length > 0)
            Assert.That(
                nginx.Test(Conf("1808")).Says.Contains("conflicting server name"),
                Is.EqualTo(kinds.Length > 0)
            );
    }

    [Test]
    public void A_line_of_events_is_compared_with_the_default_and_not_with_itself()
    {
        static int Count(string events) =>
            ConfWarnings.Of(NginxConf.Parse($"events {{ {events} }}", "t")).Count;
        Assert.That((Count("multi_accept on;"), Count("multi_accept off;")), Is.EqualTo((0, 1)));
    }

    // A line more that says what is there already: nginx refuses the flag twice, and takes the type twice.
    [TestCase("events { multi_accept on; }", "events { multi_accept on; multi_accept on; }")]
    [TestCase("http { gzip_types a/b; }", "http { gzip_types a/b; gzip_types a/b; }")]
    public void A_line_repeated_in_the_candidate_is_no_change(string before, string after) =>
        Assert.That(
            ConfDiff
                .Semantic(NginxConf.Parse(before, "a"), NginxConf.Parse(after, "b"))
                .Single()
                .Kind,
            Is.EqualTo(ChangeKind.NoOp)
        );

    [Test]
    public void A_header_repeated_in_the_candidate_is_sent_twice() =>
        Assert.That(
            ConfDiff
                .Semantic(
                    NginxConf.Parse("http { server { add_header X 1; } }", "a"),
                    NginxConf.Parse("http { server { add_header X 1; add_header X 1; } }", "b")
                )
                .Single()
                .Kind,
            Is.EqualTo(ChangeKind.Added)
        );
}
