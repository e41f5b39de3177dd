using Verify.Engine.Tree;

namespace Verify.Tests.Lab;

/// <summary>A machine with an nginx that serves a stream, on a configuration tree of its operator's.</summary>
internal sealed class LiveTree : IAsyncDisposable
{
    public const string Folder = "/tmp/site";

    // Starts as an operator's does: a daemon, with logs and pid at places of its own.
    private const string Start = """
        ip link set lo up
        mkdir /tmp/hls /tmp/log
        """;

    private LiveTree(Machine machine) => Machine = machine;

    public Machine Machine { get; }

    /// <summary>The tree as it was before any run.</summary>
    public TreeFingerprint Before { get; private set; } = null!;

    /// <summary>The tree as the test sees it.</summary>
    public string Path => Machine.Path(Folder);

    public TreeFingerprint Now => TreeFingerprint.Of(Path);

    public static async Task<LiveTree> StartAsync(CancellationToken ct, bool isLive = false)
    {
        var tree = new LiveTree(await Machine.StartAsync(ct, Start));
        tree.Write(Folder, OpenFileCache("10s", "$binary_remote_addr"));
        var said = await tree.Machine.ShellAsync(
            isLive ? $"nohup sh -c '{Live}' >/dev/null 2>&1 &" : Standing,
            ct
        );
        Assert.That(said, Is.Empty);
        Assert.That(
            await tree.Machine.ShellAsync($"nginx -c {Folder}/nginx.conf 2>&1", ct),
            Is.Empty
        );
        while (
            await tree.Machine.ShellAsync("grep -cs \"[.]ts\" /tmp/hls/master.m3u8", ct)
                is ""
                    or "0"
                    or "1"
        )
            await Task.Delay(BetweenLooks, ct);
        tree.Before = tree.Now;
        return tree;
    }

    /// <summary>Writes another configuration beside it, and gives back its main file.</summary>
    public string Candidate(
        string valid = "1s",
        string zone = "$binary_remote_addr",
        string more = ""
    )
    {
        Write("/tmp/candidate", OpenFileCache(valid, zone, more));
        return "/tmp/candidate/nginx.conf";
    }

    public StartedProgram Apply(params string[] more) =>
        Machine.Verify([
            "scenario",
            "nginx-caching",
            "--apply-to",
            Folder,
            "--out",
            Machine.Out,
            .. more,
        ]);

    /// <summary>What the workers have in force, by what each of them has in its memory.</summary>
    public Task<string> RunsAsync(CancellationToken ct) =>
        Machine.ShellAsync(
            $"curl -s -D- -o /dev/null http://127.0.0.1:8080/which | grep -i x-valid",
            ct
        );

    public ValueTask DisposeAsync() => Machine.DisposeAsync();

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private const string Standing =
        "printf '#EXTM3U\\n#EXT-X-TARGETDURATION:2\\n#EXTINF:2,\\na.ts\\n#EXTINF:2,\\nb.ts\\n' >/tmp/hls/master.m3u8; echo >/tmp/hls/a.ts; echo >/tmp/hls/b.ts";

    private const string Live =
        "ffmpeg -nostdin -loglevel error -re -f lavfi -i testsrc=size=320x180:rate=25 -c:v libx264 -preset ultrafast -g 50 "
        + "-f hls -hls_time 2 -hls_list_size 6 -hls_flags delete_segments+temp_file /tmp/hls/master.m3u8";

    private void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (name, text) in files)
        {
            var path = System.IO.Path.Combine(Machine.Path(folder), name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    // Two files change: the one that nginx is started on, and one that it includes.
    private static Dictionary<string, string> OpenFileCache(
        string valid,
        string zone,
        string more = ""
    ) =>
        new()
        {
            ["nginx.conf"] = $$"""
                worker_processes 2;
                pid /tmp/log/nginx.pid;
                error_log /tmp/log/error.log warn;
                events { worker_connections 512; }
                http {
                    types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
                    access_log off;
                    open_file_cache max=100 inactive=30s;
                    limit_req_zone {{zone}} zone=viewers:1m rate=1000r/s;
                    include conf.d/*.conf;
                    {{more}}
                }

                """,
            ["conf.d/live.conf"] = $$"""
                server {
                    listen 8080;
                    root /tmp/hls;
                    add_header Access-Control-Allow-Origin *;
                    add_header Cache-Control max-age=1;
                    open_file_cache_valid {{valid}};
                    location = /which { add_header X-Valid {{valid}}; return 204; }
                }

                """,
        };
}
