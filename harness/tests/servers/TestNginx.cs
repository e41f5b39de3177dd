using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Verify.Instruments.Http;
using Verify.Instruments.Workers;
using Verify.Tests.Ground;

namespace Verify.Tests.Servers;

/// <summary>A real nginx, of two workers or more, over a folder: cached at /cached/, without a cache at /plain/.</summary>
internal sealed class TestNginx : IDisposable
{
    private readonly TempFolder own = new();
    private readonly Process master;

    private TestNginx(TempFolder files, int port, int workers)
    {
        Address = new Uri($"http://127.0.0.1:{port}/");
        var configuration = own.File("nginx.conf");
        File.WriteAllText(configuration, Configuration(files.Path, port, workers));
        master = Process.Start(
            new ProcessStartInfo("nginx", ["-p", own.Path, "-c", configuration, "-e", "error.log"])
            {
                RedirectStandardError = true,
            }
        )!;
        Workers = new NginxWorkers(master.Id);
    }

    public Uri Address { get; }

    public NginxWorkers Workers { get; }

    public static async Task<TestNginx> StartAsync(
        TempFolder files,
        CancellationToken ct,
        int workers = 2
    )
    {
        var nginx = new TestNginx(files, FreePort(), workers);
        try
        {
            var probe = new HeaderProbe(nginx.Endpoint("ready"), TimeSpan.FromSeconds(1));
            while ((await probe.AskAsync(HttpAsk.Get("/ready"), ct)).Answer is null)
            {
                if (nginx.master.HasExited)
                    Assert.Fail($"nginx ended: {nginx.master.StandardError.ReadToEnd()}");
                await Task.Delay(TimeSpan.FromMilliseconds(10), ct);
            }
            return nginx;
        }
        catch
        {
            nginx.Dispose();
            throw;
        }
    }

    public Endpoint Endpoint(string name) => Verify.Instruments.Http.Endpoint.Direct(name, Address);

    public void Dispose()
    {
        master.Kill(entireProcessTree: true);
        master.WaitForExit();
        master.Dispose();
        own.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Configuration(string files, int port, int workers) =>
        // Run by root, workers would drop to a user who cannot enter the test's folder.
        (Environment.IsPrivilegedProcess ? "user root;\n" : "")
        + $$"""
            daemon off;
            master_process on;
            worker_processes {{workers}};
            pid nginx.pid;
            error_log error.log warn;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
                server {
                    listen 127.0.0.1:{{port}} reuseport;
                    location /cached/ {
                        alias {{files}}/;
                        open_file_cache max=100 inactive=30s;
                        open_file_cache_valid 1s;
                        open_file_cache_errors on;
                    }
                    location = /status { stub_status; }
                    location /three/ { alias {{files}}/; keepalive_requests 3; }
                    location /plain/ { alias {{files}}/; add_header X-Twice a; add_header X-Twice b; }
                }
            }
            """;
}
