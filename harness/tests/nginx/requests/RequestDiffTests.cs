using Verify.Instruments.Nginx.Requests;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx.Requests;

/// <summary>What a change does to requests. That the answers are nginx's is proved by RequestAgreementTests.</summary>
[Parallelizable]
public sealed class RequestDiffTests
{
    private static RequestReport Between(string before, string after, params string[] own) =>
        RequestDiff.Between(
            NginxConf.Parse($"events {{}} http {{ {before} }}", "a.conf"),
            NginxConf.Parse($"events {{}} http {{ {after} }}", "b.conf"),
            [.. own.Select(path => new AskedPath(path))]
        );

    private static string Server(string lines) => $"server {{ listen 80; {lines} }}";

    // Each difference as "path: directive before -> after".
    private static IEnumerable<string> Told(RequestReport report) =>
        report.Changes.SelectMany(change =>
            change.Witnesses.SelectMany(witness =>
                change.Differences.Select(it =>
                    $"{witness.Path}: {it.Directive} {it.Before} -> {it.After}"
                )
            )
        );

    [Test]
    public void A_prefix_that_shuts_out_expressions_takes_their_requests() =>
        Assert.That(
            Told(
                Between(
                    Server(@"location /hls/ { expires 1h; } location ~ \.m3u8$ { expires -1; }"),
                    Server(@"location ^~ /hls/ { expires 1h; } location ~ \.m3u8$ { expires -1; }")
                )
            ),
            Does.Contain("/hls/witness.m3u8: expires -1 -> 1h")
                .And.None.StartsWith("/hls/witness:")
                .And.None.StartsWith("/witness.m3u8:")
        );

    [Test]
    public void A_wider_expression_takes_requests_of_others() =>
        Assert.That(
            Told(
                Between(
                    Server(@"location / { expires 1h; } location ~ \.m3u8$ { expires -1; }"),
                    Server(@"location / { expires 1h; } location ~ \.(m3u8|ts)$ { expires -1; }")
                )
            ),
            Does.Contain("/witness.ts: expires 1h -> -1").And.None.Contain(".m3u8:")
        );

    [Test]
    public void Expressions_in_another_order_answer_each_others_requests() =>
        Assert.That(
            Told(
                Between(
                    Server(@"location ~ \.ts$ { expires 1h; } location ~ ^/live/ { expires -1; }"),
                    Server(@"location ~ ^/live/ { expires -1; } location ~ \.ts$ { expires 1h; }")
                )
            ),
            Does.Contain("/live/witness.ts: expires 1h -> -1").And.None.StartsWith("/witness.ts:")
        );

    [Test]
    public void A_first_header_of_a_location_drops_those_above_for_its_requests() =>
        Assert.That(
            Told(
                Between(
                    $"add_header X-Frame-Options DENY; {Server("location /hls { }")}",
                    $"add_header X-Frame-Options DENY; {Server("location /hls { add_header Cache-Control no-cache; }")}"
                )
            ),
            Does.Contain("/hls: add_header X-Frame-Options DENY -> Cache-Control no-cache")
                .And.None.StartsWith("/witness:")
        );

    [Test]
    public void A_map_of_the_path_counts_for_the_paths_it_takes()
    {
        static string Conf(int age) =>
            $"map $uri $cc {{ default no-cache; ~\\.ts$ max-age={age}; }} {Server("add_header Cache-Control $cc;")}";
        Assert.That(
            Told(Between(Conf(60), Conf(6))),
            Does.Contain(
                    "/witness.ts: add_header Cache-Control max-age=60 -> Cache-Control max-age=6"
                )
                .And.None.StartsWith("/witness:")
        );
    }

    [TestCase(
        "expires 60s; keepalive_timeout 75; gzip_types a/b c/d;",
        "expires 1m; keepalive_timeout 75s; gzip_types c/d a/b;"
    )]
    [TestCase("location /a { } location /b { }", "location /b { } location /a { }")]
    [TestCase("location /a { } location = /b { }", "location = /b { } location /a { }")]
    public void What_no_request_sees_is_the_same_everywhere(string before, string after) =>
        Assert.That(Between(Server(before), Server(after)).IsSameEverywhere, Is.True);

    [Test]
    public void What_no_witness_shows_is_not_called_the_same()
    {
        // A path that both take is none that is made of one and then the other.
        var report = Between(
            Server("location ~ ^/.b.d$ { expires 1h; } location ~ ^/a.c.$ { expires -1; }"),
            Server("location ~ ^/a.c.$ { expires -1; } location ~ ^/.b.d$ { expires 1h; }")
        );
        Assert.That(report.Changes, Is.Empty);
        Assert.That(report.IsSameEverywhere, Is.False);
        Assert.That(report.NotShown, Has.Some.Contains("is not the same"));
    }

    [Test]
    public void The_users_own_request_is_asked_and_counted()
    {
        var report = Between(
            Server("location ~ ^/.b.d$ { expires 1h; } location ~ ^/a.c.$ { expires -1; }"),
            Server("location ~ ^/a.c.$ { expires -1; } location ~ ^/.b.d$ { expires 1h; }"),
            "/abcd",
            "/other"
        );
        Assert.That(Told(report), Is.EqualTo(["/abcd: expires 1h -> -1"]));
        Assert.That((report.Own, report.Changes.Single().Asked), Is.EqualTo((2, 1)));
    }

    [Test]
    public void The_default_server_is_another_one_after_servers_were_swapped()
    {
        const string A = "server { listen 80; server_name a.example; expires 1h; }";
        const string B = "server { listen 80; server_name b.example; expires -1; }";
        var changed = Between(A + B, B + A).Changes.SelectMany(it => it.Witnesses).ToList();
        Assert.That(
            changed.Select(it => it.Host).Distinct(),
            Is.EqualTo([ServerPairs.Nobody]),
            "names are answered as before"
        );
    }

    [Test]
    public void An_address_of_its_own_takes_requests_from_the_server_of_all_addresses()
    {
        var report = Between(
            "server { listen 80; expires 1h; } server { listen 127.0.0.1:81; expires -1; }",
            "server { listen 80; expires 1h; } server { listen 127.0.0.1:80; expires -1; }"
        );
        Assert.That(
            report.Changes.Select(it =>
                $"{it.Witnesses[0].Listener}: {it.Differences[0].Before} -> {it.Differences[0].After}"
            ),
            Is.EquivalentTo(["127.0.0.1:80: 1h -> -1", "127.0.0.1:81: answered -> nobody listens"])
        );
    }
}
