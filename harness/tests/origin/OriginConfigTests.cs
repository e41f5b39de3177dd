using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class OriginConfigTests
{
    private static IEnumerable<TestCaseData> Every() =>
        from name in Profiles.Shipped.Origin.Names
        from variant in Enum.GetValues<NginxVariant>()
        select new TestCaseData(name, variant);

    [TestCaseSource(nameof(Every))]
    public void Baseline_candidate_and_control_are_whole(string name, NginxVariant variant)
    {
        var profile = Profiles.Shipped.Origin.Get(name);
        var baseline = OriginConfig.Render(variant, profile);
        var candidate = CachingChange.Apply(baseline, CachingChange.For(variant, profile));
        var control = ControlOf(candidate);
        Assert.That(
            new[] { baseline, candidate, control },
            Is.All.Matches<string>(text => IsWhole(text!))
        );

        Assert.That(baseline, Does.Contain("open_file_cache max=10000 inactive=30s;"));
        Assert.That(baseline, Does.Not.Contain("open_file_cache_valid 1s;"));
        Assert.That(baseline, Does.Not.Contain("output_buffers"));
        Assert.That(
            candidate,
            Does.Contain($"open_file_cache max={profile.Derived.OpenFileCacheMax} inactive=30s;")
        );
        Assert.That(
            Block(candidate, @"location ~ \.m3u8$"),
            Does.Contain("open_file_cache_valid 1s;").And.Contain("output_buffers 1 4k;")
        );
        Assert.That(
            Block(candidate, @"location ~ \.ts$"),
            Does.Contain("output_buffers 2 256k;").And.Not.Contain("open_file_cache")
        );
        Assert.That(Block(candidate, "events"), Does.Contain("multi_accept on;"));
        Assert.That(
            Directives(control)
                .Where(line => line.StartsWith("open_file_cache ", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "open_file_cache off;" })
        );
        Assert.That(control, Does.Contain("output_buffers 2 256k;"));
        Assert.That(
            baseline,
            Does.Contain($"listen {profile.Server.Port} reuseport;")
                .And.Contain($"root {profile.Server.HlsDir};")
                .And.Contain($"add_header Cache-Control \"{profile.Cache.Manifest.Header}\";")
        );
    }

    [Test]
    public void The_standalone_main_events_and_http_blocks_have_these_directives_in_this_order() =>
        Assert.That(
            Directives(Rendered("default")).TakeWhile(line => line != "server {"),
            Is.EqualTo(
                new[]
                {
                    "worker_processes auto;",
                    "worker_rlimit_nofile 65535;",
                    "error_log /dev/stderr warn;",
                    "thread_pool default threads=32 max_queue=65536;",
                    "events {",
                    "worker_connections 16384;",
                    "use epoll;",
                    "multi_accept on;",
                    "}",
                    "http {",
                    "include /etc/nginx/mime.types;",
                    "default_type application/octet-stream;",
                    "access_log off;",
                    "sendfile on;",
                    "tcp_nopush on;",
                    "keepalive_timeout 30;",
                    "keepalive_requests 10000;",
                    "reset_timedout_connection on;",
                    "open_file_cache max=10000 inactive=30s;",
                    "open_file_cache_valid 10s;",
                    "open_file_cache_min_uses 1;",
                    "open_file_cache_errors on;",
                    "sendfile_max_chunk 512k;",
                    "gzip off;",
                    "client_body_buffer_size 128k;",
                    "aio threads=default;",
                    "directio 4m;",
                }
            )
        );

    [Test]
    public void The_locations_come_in_this_order() =>
        Assert.That(
            Directives(Rendered("default"))
                .Where(line => line.StartsWith("location", StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    "location = /master.m3u8 {",
                    @"location ~ \.m3u8$ {",
                    @"location ~ \.ts$ {",
                    "location /health {",
                    "location /nginx_status {",
                    "location / {",
                }
            )
        );

    [Test]
    public void The_module_is_the_same_origin_as_a_service_before_multi_accept()
    {
        var module = Directives(Rendered("default", NginxVariant.Module)).ToArray();
        var standalone = Directives(Rendered("default")).ToArray();
        Assert.That(
            module.Except(standalone),
            Is.EqualTo(
                new[]
                {
                    "pid /run/nginx/nginx.pid;",
                    "error_log stderr;",
                    "daemon off;",
                    "server_name _;",
                }
            )
        );
        Assert.That(
            standalone.Except(module),
            Is.EqualTo(new[] { "error_log /dev/stderr warn;", "multi_accept on;" })
        );
    }

    [Test]
    public void Without_logging_nothing_is_logged() =>
        Assert.That(
            Directives(Rendered("default")).Where(IsLogging),
            Is.EqualTo(new[] { "access_log off;", "access_log off;", "access_log off;" })
        );

    [Test]
    public void Segments_only_logs_segments_only() =>
        Assert.That(
            Directives(Rendered("logged"))
                .Where(line => line.StartsWith("access_log", StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    "access_log off;",
                    "access_log off;",
                    "access_log /var/log/nginx/segments.log hls_perf buffer=512k flush=10s;",
                }
            )
        );

    [Test]
    public void Full_logging_has_two_formats_three_files_and_compression() =>
        Assert.That(
            Directives(Rendered("debug")).Where(IsLogging),
            Is.EqualTo(
                new[]
                {
                    "log_format timing '$remote_addr - [$time_local] \"$request\" $status $body_bytes_sent rt=$request_time';",
                    "log_format hls_perf '$time_iso8601 $status $request_time $body_bytes_sent $request_uri';",
                    "access_log /var/log/nginx/access.log timing buffer=256k flush=5s gzip=4;",
                    "access_log /var/log/nginx/manifests.log timing buffer=256k flush=5s gzip=4;",
                    "access_log /var/log/nginx/segments.log hls_perf buffer=256k flush=5s gzip=4;",
                }
            )
        );

    [Test]
    public void Port_folder_names_and_types_are_the_profiles_and_the_callers()
    {
        var text = OriginConfig.Render(
            NginxVariant.Standalone,
            Profiles.Shipped.Origin.Get(
                "default",
                "server.port=8080",
                "server.hlsDir=/srv/hls",
                "hls.masterPlaylist=index.m3u8"
            ),
            "/opt/mime.types"
        );
        Assert.That(
            text,
            Does.Contain("listen 8080 reuseport;")
                .And.Contain("root /srv/hls;")
                .And.Contain("location = /index.m3u8 {")
                .And.Contain("include /opt/mime.types;")
        );
    }

    internal static IEnumerable<string> Directives(string text) =>
        text.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('#'));

    /// <summary>From the block's opening to the brace that stands as far left as it does.</summary>
    internal static string Block(string text, string name)
    {
        var lines = text.Split('\n');
        var start = Array.FindIndex(lines, line => line.TrimStart() == name + " {");
        var indent = lines[start][..^lines[start].TrimStart().Length];
        return string.Join(
            '\n',
            lines.Skip(start).TakeWhile((line, at) => at == 0 || line != indent + "}")
        );
    }

    private static string Rendered(string name, NginxVariant variant = NginxVariant.Standalone) =>
        OriginConfig.Render(variant, Profiles.Shipped.Origin.Get(name));

    private static bool IsLogging(string line) =>
        line.StartsWith("access_log", StringComparison.Ordinal)
        || line.StartsWith("log_format", StringComparison.Ordinal);

    // Every line opens a block, closes one or ends a directive, is indented by its depth, and trails no space.
    private static bool IsWhole(string text)
    {
        var depth = 0;
        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            var content = line.Trim();
            depth -= content == "}" ? 1 : 0;
            if (line != new string(' ', 4 * depth) + content)
            {
                return false;
            }
            if (!content.StartsWith('#') && content[^1] is not ('{' or '}' or ';'))
            {
                return false;
            }
            depth += content[^1] == '{' ? 1 : 0;
        }
        return depth == 0 && text.EndsWith("}\n", StringComparison.Ordinal);
    }

    /// <summary>The control of a configuration that is one file.</summary>
    internal static string ControlOf(string configuration) =>
        CacheOff
            .Of(new(NginxConf.Parse(configuration, "nginx.conf")))
            .Configuration.Conf.Main.Source.Text;
}
