using System.Diagnostics;
using System.Text;

namespace Verify.Tests.Nginx;

/// <summary>The nginx of this machine, in a folder of its own that goes away afterwards.</summary>
internal sealed class RealNginx : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("nginx-test-").FullName;

    // So that it writes nowhere else.
    public string Paths =>
        $"""
            client_body_temp_path {Folder}/a; proxy_temp_path {Folder}/b; fastcgi_temp_path {Folder}/c;
            uwsgi_temp_path {Folder}/d; scgi_temp_path {Folder}/e; access_log off;
            """;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>A configuration with the lines in its main, http, server and location contexts.</summary>
    public string Around(
        string main = "",
        string events = "",
        string http = "",
        string server = "",
        string location = ""
    ) =>
        $$"""
            {{main}}
            events { {{events}} }
            http {
                {{Paths}} {{http}}
                server { listen unix:{{Folder}}/s.sock; {{server}} location / { {{location}} } }
            }
            """;

    /// <summary>What nginx -t says: its exit code and its words.</summary>
    public (bool Accepts, string Says) Test(string conf) => Test(Encoding.UTF8.GetBytes(conf));

    public (bool Accepts, string Says) Test(byte[] conf)
    {
        File.WriteAllBytes(Path("nginx.conf"), conf);
        return Run("-t");
    }

    public void Start(string conf)
    {
        File.WriteAllText(Path("nginx.conf"), conf);
        var (started, says) = Run();
        Assert.That(started, Is.True, says);
    }

    public void Dispose()
    {
        if (File.Exists(Path("pid")))
        {
            Run("-s", "stop");
        }
        Directory.Delete(Folder, recursive: true);
    }

    private (bool Ok, string Says) Run(params string[] args)
    {
        var start = new ProcessStartInfo("/usr/sbin/nginx")
        {
            // A daemon keeps these open, so they are a file and not a pipe that would never end.
            RedirectStandardError = args is ["-t"],
        };
        var log = args is ["-t"] ? "stderr" : Path("error.log");
        foreach (
            var arg in (string[])
                [
                    .. args,
                    "-c",
                    Path("nginx.conf"),
                    "-p",
                    Folder + "/",
                    "-e",
                    log,
                    "-g",
                    $"pid {Path("pid")};",
                ]
        )
        {
            start.ArgumentList.Add(arg);
        }
        using var process = Process.Start(start)!;
        var says = new StringBuilder(
            start.RedirectStandardError ? process.StandardError.ReadToEnd() : ""
        );
        process.WaitForExit();
        if (!start.RedirectStandardError && File.Exists(log))
        {
            says.Append(File.ReadAllText(log));
        }
        return (process.ExitCode == 0, says.ToString());
    }
}
