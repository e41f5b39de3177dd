using System.Net.Sockets;
using System.Text;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>What is said of a directive that is set nowhere, beside what nginx.org/en/docs says of it.</summary>
[Parallelizable]
public sealed class DirectiveDefaultsTests
{
    // The lines "Default:" of the pages; of two sizes the first is for memory pages of 4 KB.
    private const string Documented = """
        access_log: logs/access.log combined
        client_body_buffer_size: 8k|16k
        error_log: logs/error.log error
        fastcgi_buffer_size: 4k|8k
        fastcgi_buffering: on
        fastcgi_buffers: 8 4k|8k
        fastcgi_cache: off
        fastcgi_cache_background_update: off
        fastcgi_cache_lock: off
        fastcgi_cache_lock_age: 5s
        fastcgi_cache_lock_timeout: 5s
        fastcgi_cache_methods: GET HEAD
        fastcgi_cache_min_uses: 1
        fastcgi_cache_revalidate: off
        fastcgi_cache_use_stale: off
        fastcgi_connect_timeout: 60s
        fastcgi_ignore_client_abort: off
        fastcgi_intercept_errors: off
        fastcgi_keep_conn: off
        fastcgi_next_upstream: error timeout
        fastcgi_read_timeout: 60s
        fastcgi_request_buffering: on
        fastcgi_send_timeout: 60s
        gzip_buffers: 32 4k|16 8k
        limit_conn_log_level: error
        limit_req_log_level: error
        proxy_buffer_size: 4k|8k
        proxy_buffers: 8 4k|8k
        proxy_busy_buffers_size: 8k|16k
        proxy_cache_convert_head: on
        proxy_cache_key: $scheme$proxy_host$request_uri
        proxy_cookie_domain: off
        proxy_cookie_path: off
        proxy_ssl_server_name: off
        proxy_ssl_session_reuse: on
        proxy_ssl_verify_depth: 1
        proxy_temp_file_write_size: 8k|16k
        real_ip_header: X-Real-IP
        real_ip_recursive: off
        ssl_ciphers: HIGH:!aNULL:!MD5
        ssl_ecdh_curve: auto
        ssl_protocols: TLSv1 TLSv1.1 TLSv1.2
        ssl_session_cache: none
        subrequest_output_buffer_size: 4k|8k
        """;

    private static IEnumerable<string> Rows() =>
        Documented.Split('\n').Select(row => row.TrimEnd('\r'));

    [TestCaseSource(nameof(Rows))]
    public void It_is_the_default_of_the_documentation(string row)
    {
        var (directive, value) = row.Split(": ", 2) is [var name, var said]
            ? (name, said)
            : (row, "");
        var place = Effective.At(NginxConf.Parse("events {} http { server { } }", "t"), "/");
        var found = place.Of(directive);
        Assert.That(
            (found.Standing, found.Text),
            Is.EqualTo((Standing.Default, value.Split('|')[0]))
        );
    }

    // A body within a quarter more than the buffer is kept in memory: up to 10 KB of 8k, up to 20 KB of 16k.
    [TestCase(9_000, false)]
    [TestCase(12_000, true)]
    public void The_real_nginx_keeps_8k_of_a_body_in_memory(int bytes, bool inFile)
    {
        using var nginx = new RealNginx();
        nginx.Start(
            nginx.Around(
                main: "user root;",
                http: $"error_log {nginx.Path("error.log")} warn;",
                location: $"proxy_pass http://unix:{nginx.Path("nobody.sock")};"
            )
        );
        using var socket = new Socket(
            AddressFamily.Unix,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        socket.Connect(new UnixDomainSocketEndPoint(nginx.Path("s.sock")));
        socket.Send(
            Encoding.ASCII.GetBytes(
                $"POST / HTTP/1.0\r\nContent-Length: {bytes}\r\n\r\n{new string('x', bytes)}"
            )
        );
        using var answer = new StreamReader(new NetworkStream(socket));
        Assert.That(answer.ReadToEnd(), Does.Contain(" 502 "), "nobody listens behind it");
        Assert.That(
            File.ReadAllText(nginx.Path("error.log")).Contains("buffered to a temporary file"),
            Is.EqualTo(inFile)
        );
    }
}
