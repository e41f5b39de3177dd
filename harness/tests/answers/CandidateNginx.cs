using System.Diagnostics;
using Verify.Instruments.Http;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Answers;

/// <summary>A real nginx on a configuration of the included origin's, changed or not, over files of the test's.</summary>
internal sealed class CandidateNginx : IDisposable
{
    private readonly TempFolder own = new();
    private readonly Process master;

    private CandidateNginx(string name, string configuration, string files)
    {
        var port = TestNginx.FreePort();
        var file = own.File("nginx.conf");
        File.WriteAllText(
            file,
            configuration
                .Replace("listen 17080 ", $"listen 127.0.0.1:{port} ", StringComparison.Ordinal)
                .Replace("/var/hls;", $"{files};", StringComparison.Ordinal)
        );
        master = Process.Start(
            new ProcessStartInfo(
                "nginx",
                ["-p", own.Path, "-c", file, "-e", "error.log", "-g", Surroundings]
            )
            {
                RedirectStandardError = true,
            }
        )!;
        Endpoint = Endpoint.Direct(name, new Uri($"http://127.0.0.1:{port}/")) with
        {
            At = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port),
        };
    }

    // Run by root, workers would drop to a user who cannot enter the test's folder.
    private static string Surroundings =>
        (Environment.IsPrivilegedProcess ? "user root; " : "") + "daemon off; pid nginx.pid;";

    public Endpoint Endpoint { get; }

    public static async Task<CandidateNginx> StartAsync(
        string name,
        string configuration,
        string files,
        CancellationToken ct
    )
    {
        var nginx = new CandidateNginx(name, configuration, files);
        try
        {
            while (!await nginx.ListensAsync(ct))
            {
                if (nginx.master.HasExited)
                    throw new InvalidOperationException(
                        $"{name}: nginx ended: {await nginx.master.StandardError.ReadToEndAsync(ct)}"
                    );
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

    public void Dispose()
    {
        master.Kill(entireProcessTree: true);
        master.WaitForExit();
        master.Dispose();
        own.Dispose();
    }

    private async Task<bool> ListensAsync(CancellationToken ct)
    {
        try
        {
            using var socket = await Endpoint.ConnectAsync(ct);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
