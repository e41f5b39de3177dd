namespace Verify.Origin.NixCache.Nginx;

/// <summary>What nginx is told to serve a binary cache: by itself, or as a part of NixOS's own nginx.</summary>
/// <param name="Listen">The value of <c>listen</c>.</param>
/// <param name="Http">Directives of the http block.</param>
/// <param name="Server">Directives of the server block, without <c>listen</c> and <c>root</c>.</param>
public sealed record CacheConfiguration(string Listen, string Http, string Server)
{
    /// <summary>A whole nginx.conf.</summary>
    public string Standalone(CacheServer server) =>
        $$"""
            worker_processes 2;
            error_log {{server.State}}/error.log warn;
            pid {{server.PidFile}};
            events {
                worker_connections 512;
            }
            http {
                access_log off;
                client_body_temp_path {{server.State}}/body;
                proxy_temp_path {{server.State}}/proxy;
                fastcgi_temp_path {{server.State}}/fastcgi;
                uwsgi_temp_path {{server.State}}/uwsgi;
                scgi_temp_path {{server.State}}/scgi;
            {{Indented(Http, 1)}}
                server {
                    listen {{Listen}};
                    root {{server.Folder}};
                    access_log {{server.AccessLog}} {{CacheLog.Name}};
            {{Indented(Server, 2)}}
                }
            }

            """;

    private static string Indented(string text, int depth) =>
        string.Join(
            '\n',
            text.TrimEnd('\n')
                .Split('\n')
                .Select(line => line.Length == 0 ? line : new string(' ', depth * 4) + line)
        );
}
