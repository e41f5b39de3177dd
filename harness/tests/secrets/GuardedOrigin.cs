using System.Diagnostics;
using System.Net;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Secrets;

/// <summary>A real nginx that gives its stream to who has the password, and its playlist to who has the token, too.</summary>
internal sealed class GuardedOrigin : IDisposable
{
    // What a password and a token look like at their worst.
    public const string Password = "Xk9/q@Zr\"7";
    public const string Token = "tk~W4+z/Q=8";
    public const string User = "viewer";

    private readonly TempFolder own = new();
    private readonly Process master;
    private readonly int port = TestNginx.FreePort();

    private GuardedOrigin()
    {
        Directory.CreateDirectory(own.File("www"));
        File.WriteAllText(own.File("www/a.ts"), "G" + new string('\0', 187));
        File.WriteAllText(
            own.File("www/live.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:2\n"
                + string.Concat(Enumerable.Repeat("#EXTINF:2,\na.ts\n", 3))
                + "#EXT-X-ENDLIST\n"
        );
        File.WriteAllText(own.File("users"), $"{User}:{{PLAIN}}{Password}\n");
        File.WriteAllText(
            own.File("nginx.conf"),
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off; pid nginx.pid; error_log error.log;
            events { }
            http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
                server {
                    listen 127.0.0.1:{{port}};
                    root www;
                    auth_basic "the origin";
                    auth_basic_user_file users;
                    add_header Cache-Control max-age=1;
                    add_header Access-Control-Allow-Origin *;
                    location = /live.m3u8 { if ($arg_token != "{{Uri.EscapeDataString(
                Token
            )}}") { return 403; } }
                }
            }
            """
        );
        master = Process.Start(
            new ProcessStartInfo(
                "nginx",
                ["-p", own.Path, "-c", own.File("nginx.conf"), "-e", "error.log"]
            )
        )!;
    }

    /// <summary>With all that it asks for.</summary>
    public string Url => UrlAt(port);

    public static string UrlAt(int port) =>
        $"http://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{port}/live.m3u8?token={Uri.EscapeDataString(Token)}";

    public static IReadOnlyList<string> Forms { get; } =
    [.. Searched.Forms(Password, User), .. Searched.Forms(Token, User)];

    public static async Task<GuardedOrigin> StartAsync(CancellationToken ct)
    {
        var origin = new GuardedOrigin();
        using var http = new HttpClient();
        while (true)
            try
            {
                var answer = await http.GetAsync(
                    new Uri($"http://127.0.0.1:{origin.port}/a.ts"),
                    ct
                );
                Assert.That(
                    answer.StatusCode,
                    Is.EqualTo(HttpStatusCode.Unauthorized),
                    "it is guarded"
                );
                return origin;
            }
            catch (HttpRequestException) when (!origin.master.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
            }
    }

    public void Dispose()
    {
        master.Kill(entireProcessTree: true);
        master.WaitForExit();
        master.Dispose();
        own.Dispose();
    }
}
