using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>What we say of a directive and what nginx -t says of it, side by side.</summary>
[Parallelizable]
public sealed class NginxAgreementTests
{
    private static readonly string[] Times =
    [
        "10",
        "10s",
        "1m",
        "1h",
        "1d",
        "1w",
        "1M",
        "1y",
        "500ms",
        "0.5s",
        "-1",
        "\"1h 30m\"",
        "\"30m 1h\"",
        "1h30m",
        "1m1m",
        "\"1m 1\"",
        "\"\"",
        "s",
        "10S",
        "off",
        "0",
        "9223372036854775807",
        "9223372036854775808",
        "9223372036854776",
    ];

    private static readonly string[] Sizes =
    [
        "0",
        "1",
        "4k",
        "4K",
        "10m",
        "10G",
        "10g",
        "k",
        "1.5k",
        "-1",
        "\"\"",
        "4kb",
        "4 k",
        "18446744073709551615",
        "9223372036854775807",
        "8796093022208m",
        "9007199254740992k",
    ];

    private static readonly string[] Flags = ["on", "off", "ON", "yes", "1", "\"\""];

    private static readonly string[] Numbers =
    [
        "0",
        "1",
        "10",
        "10k",
        "10G",
        "-1",
        "1.0",
        "x",
        "99999999999999999999",
    ];

    private static IEnumerable<string> Lines() =>
        [
            .. Times.Select(value => $"open_file_cache_valid {value};"),
            .. Times.Select(value => $"send_timeout {value};"),
            .. Times.Select(value => $"keepalive_timeout {value};"),
            .. Times.Select(value => $"keepalive_timeout 10 {value};"),
            .. Times.Select(value => $"open_file_cache max=10 inactive={value};"),
            .. Times.Select(value => $"proxy_cache_valid 200 {value};"),
            .. Times.Select(value => $"expires {value};"),
            .. Sizes.Select(value => $"client_body_buffer_size {value};"),
            .. Sizes.Select(value => $"client_max_body_size {value};"),
            .. Sizes.Select(value => $"directio {value};"),
            .. Sizes.Select(value => $"limit_rate {value};"),
            .. Sizes.Where(value => value.Length < 8).Select(value => $"output_buffers 2 {value};"),
            .. Flags.Select(value => $"sendfile {value};"),
            .. Flags.Select(value => $"open_file_cache_errors {value};"),
            .. Numbers.Select(value => $"open_file_cache_min_uses {value};"),
            .. Numbers.Select(value => $"keepalive_requests {value};"),
            .. Numbers.Select(value => $"open_file_cache max={value};"),
            "open_file_cache off;",
            "open_file_cache on;",
            "open_file_cache inactive=10s;",
            "open_file_cache max=10 inactive=500ms;",
            "open_file_cache max=10 maximum=3;",
            "output_buffers 2;",
            "output_buffers 0 4k;",
            "output_buffers 1 4k 2;",
            "multi_accept on;",
            "worker_processes 2;",
            "root /a; root /b;",
            "root /a; alias /b;",
            "sendfile on; sendfile on;",
            "expires max;",
            "expires -1;",
            "expires @15h;",
            "expires modified +24h;",
            "expires modified @15h;",
            "gzip_comp_level 9;",
            "gzip_comp_level 10;",
            "gzip_comp_level 0;",
            "proxy_cache_valid 99 1m;",
            "proxy_cache_valid any 1m;",
            "proxy_cache_valid 1m;",
            "satisfy any;",
            "satisfy some;",
            "satisfy ANY;",
            "gzip_proxied any expired;",
            "gzip_proxied most;",
            "aio threads;",
            "aio threads=;",
            "aio some;",
            "no_such_directive 1;",
            "return;",
            "limit_rate $arg_rate;",
            "limit_rate 4k; limit_rate 4k;",
            "add_header X 1; add_header X 1;",
            "add_header X;",
            "tcp_nodelay;",
            "listen 80;",
            "internal;",
            "internal on;",
            "server_tokens build;",
        ];

    [TestCaseSource(nameof(Lines))]
    public void A_line_in_a_location_is_judged_as_nginx_judges_it(string line) =>
        Agree(nginx => nginx.Around(location: line));

    private static IEnumerable<string> MainLines() =>
        [
            .. Numbers.Select(value => $"worker_processes {value};"),
            "worker_processes auto;",
            "worker_processes auto; worker_processes 2;",
            "worker_rlimit_nofile 10k;",
            "worker_rlimit_core 1G;",
            "timer_resolution 100ms;",
            "timer_resolution 1M;",
            "worker_shutdown_timeout 1w;",
            "sendfile on;",
            "daemon maybe;",
        ];

    [TestCase("location = /a { } location /a { }")]
    [TestCase("location /a { } location ^~ /a { }")]
    [TestCase("location = /a { location /a/b { } }")]
    [TestCase("location /a { location /b { } location @c { } }")]
    [TestCase("location ~ a { location /a { } }")]
    [TestCase("location ~ a { } location ~ a { location ~ b { } }")]
    [TestCase("location @a { location /b { } }")]
    [TestCase("location @a { } location @a { }")]
    [TestCase("location /a { location @b { } }")]
    [TestCase("if ($uri) { root /x; }")]
    [TestCase("if ($uri) { return 403; sendfile on; }")]
    [TestCase("location /l { limit_except GET { deny all; root /x; } }")]
    public void A_line_in_a_server_is_judged_as_nginx_judges_it(string line) =>
        Agree(nginx => nginx.Around(server: line));

    [TestCaseSource(nameof(MainLines))]
    public void A_line_in_main_is_judged_as_nginx_judges_it(string line) =>
        Agree(nginx => nginx.Around(main: line));

    private static IEnumerable<string> EventsLines() =>
        [
            .. Flags.Select(value => $"multi_accept {value};"),
            .. Numbers
                .Where(it => it != "10" && it != "1" && it != "0")
                .Select(value => $"worker_connections {value};"),
            "worker_connections 512; worker_connections 512;",
            "multi_accept on; multi_accept on;",
            "accept_mutex_delay 500ms;",
            "sendfile on;",
        ];

    [TestCaseSource(nameof(EventsLines))]
    public void A_line_in_events_is_judged_as_nginx_judges_it(string line) =>
        Agree(nginx => nginx.Around(events: line));

    private static IEnumerable<string> Texts() =>
        [
            "root /x",
            "root /x;}",
            "root '/x;",
            "root \"/x\"y;",
            "root /x { }",
            "location /n;",
            "location /n { } #",
            "types { a b; c { } }",
            "types { a b; }",
            "if ($uri = b) { return 200; }",
            "if ($uri = \"b{c}\") { return 200 a#b; }",
            "set $a \"${uri}x\";",
            "set $a ${uri}x;",
            "add_header a 'it\\'s' ;",
            "add_header a \"b\"#c\n;",
            "add_header a b#c\n;",
            "\\root /x;",
            "root /x;;",
            "add_header a {};",
            "add_header a $b{c};",
            "add_header \"a\"{}",
            "{ }",
            "root # c\n /x # d\n;",
        ];

    [TestCaseSource(nameof(Texts))]
    public void A_text_is_read_where_nginx_reads_it(string text) =>
        Agree(nginx => nginx.Around(location: text));

    [Test]
    public void A_byte_order_mark_is_refused_by_both() => Agree(nginx => "\uFEFF" + nginx.Around());

    [Test]
    public void A_whole_seconds_directive_names_its_reason_and_its_line()
    {
        var problem = ConfCheck.Of(Golden.Conf("candidate-500ms.conf")).Single();
        Assert.That(problem.Line, Is.EqualTo(90));
        Assert.That(problem.Directive, Is.EqualTo("open_file_cache_valid"));
        Assert.That(problem.Value, Is.EqualTo("500ms"));
        Assert.That(problem.Says, Is.EqualTo("\"open_file_cache_valid\" directive invalid value"));
        Assert.That(problem.Reason, Does.Contain("whole seconds"));
        using var nginx = new RealNginx();
        var conf = Golden.Text("candidate-500ms.conf").Replace("include mime.types;", "");
        Assert.That(nginx.Test(conf).Says, Does.Contain(problem.Says).And.Contain(":90"));
    }

    [TestCase("baseline.conf")]
    [TestCase("candidate.conf")]
    public void The_configurations_of_seed_000_have_no_problem(string name) =>
        Assert.That(ConfCheck.Of(Golden.Conf(name)), Is.Empty);

    [Test]
    public void A_misspelt_directive_is_told_its_neighbour()
    {
        var conf = NginxConf.Parse("events { } http { open_file_cache_vaild 1s; }", "t");
        Assert.That(ConfCheck.Of(conf).Single().Reason, Does.Contain("open_file_cache_valid"));
    }

    private static void Agree(Func<RealNginx, string> conf)
    {
        using var nginx = new RealNginx();
        var text = conf(nginx);
        var (accepts, says) = nginx.Test(text);
        var ours = Judge(text);
        Assert.That(ours is null, Is.EqualTo(accepts), $"nginx: {says}\nwe: {ours}");
    }

    private static string? Judge(string text)
    {
        try
        {
            var problems = ConfCheck.Of(NginxConf.Parse(text, "test.conf"));
            return problems.Count == 0 ? null : string.Join('\n', problems);
        }
        catch (UsageError error)
        {
            return error.Message;
        }
    }
}
