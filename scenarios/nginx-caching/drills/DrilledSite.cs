namespace Verify.Scenarios.NginxCaching.Drills;

/// <summary>A configuration tree and its candidate as an operator would have them, and a stream that stands still.</summary>
internal sealed class DrilledSite(string folder)
{
    // Nothing listens in a cell's lab; above the ports that need rights.
    private const int Port = 17080;

    /// <summary>How many workers its nginx has.</summary>
    public const int Workers = 2;

    public string Tree { get; } = Path.Combine(folder, "tree");
    public string Stream { get; } = Path.Combine(folder, "stream");
    public string Main => Path.Combine(Tree, "nginx.conf");
    public string Candidate => Path.Combine(folder, "candidate", "nginx.conf");

    public void Write()
    {
        Write(Tree, Configuration(max: 10000, valid: "10s"));
        Write(
            Path.GetDirectoryName(Candidate)!,
            [
                .. Configuration(max: 51, valid: "1s"),
                ("conf.d/live/headers.conf", "add_header X-Drilled yes;\n"),
            ]
        );
        // Modes and an owner of its own, so that one who forgets them is found.
        File.SetUnixFileMode(Main, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write(
            Stream,
            [
                (
                    "master.m3u8",
                    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n#EXTINF:2,\nb.ts\n"
                ),
                ("a.ts", "a"),
                ("b.ts", "b"),
            ]
        );
        Directory.CreateDirectory(Path.Combine(folder, "log"));
    }

    private (string File, string Text)[] Configuration(int max, string valid) =>
        [
            (
                "nginx.conf",
                $$"""
                worker_processes {{Workers}};
                pid {{folder}}/log/nginx.pid;
                error_log {{folder}}/log/error.log warn;
                events { worker_connections 256; }
                http {
                    include mime.types;
                    access_log off;
                    open_file_cache max={{max}} inactive=30s;
                    include conf.d/*.conf;
                }

                """
            ),
            ("mime.types", "types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }\n"),
            (
                "conf.d/live.conf",
                $$"""
                server {
                    listen 127.0.0.1:{{Port}};
                    root {{Stream}};
                    add_header Cache-Control max-age=1;
                    add_header Access-Control-Allow-Origin *;
                    include conf.d/live/*.conf;
                    open_file_cache_valid {{valid}};
                }

                """
            ),
        ];

    private static void Write(string folder, IEnumerable<(string File, string Text)> files)
    {
        foreach (var (file, text) in files)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
