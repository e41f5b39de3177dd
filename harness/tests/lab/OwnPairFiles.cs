namespace Verify.Tests.Lab;

/// <summary>Two configurations of somebody else's, in two folders, as an operator would have them.</summary>
internal static class OwnPairFiles
{
    public const string Live = "conf.d/10-live.conf";

    /// <summary>The files of one, by their path from its main file.</summary>
    public static Dictionary<string, string> Site(string valid = "10s") =>
        new()
        {
            ["nginx.conf"] = $$"""
                user nginx;
                worker_processes 2;
                pid /run/site/master.pid;
                error_log /var/log/site/error.log warn;
                events { worker_connections 512; }
                http {
                    include mime.types;
                    default_type application/octet-stream;
                    access_log /var/log/site/access.log;
                    sendfile on;
                    open_file_cache max=100 inactive=30s;
                    open_file_cache_valid {{valid}};
                    include conf.d/*.conf;
                }

                """,
            ["mime.types"] = """
                types {
                    application/vnd.apple.mpegurl m3u8;
                    video/mp2t ts;
                }

                """,
            [Live] = """
                server {
                    listen 80;
                    listen 8080;
                    server_name live.example.com;
                    add_header Access-Control-Allow-Origin *;
                    add_header Cache-Control max-age=1;
                    location /hls/ {
                        root /srv/live;
                    }
                }

                """,
        };

    /// <summary>Writes both and gives back what tells the program of them.</summary>
    /// <param name="seen">The folder as the program sees it.</param>
    public static string[] Write(
        string folder,
        string seen,
        IReadOnlyDictionary<string, string> baseline,
        IReadOnlyDictionary<string, string> candidate
    )
    {
        foreach (var (name, files) in new[] { ("baseline", baseline), ("candidate", candidate) })
        foreach (var (file, text) in files)
        {
            var path = Path.Combine(folder, name, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        return
        [
            "--baseline",
            $"{seen}/baseline/nginx.conf",
            "--candidate",
            $"{seen}/candidate/nginx.conf",
        ];
    }
}
