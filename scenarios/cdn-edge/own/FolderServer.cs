using System.Net;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Ports;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>A folder of the user's, served as it is by an nginx of ours; nothing in it is changed.</summary>
internal static class FolderServer
{
    /// <param name="home">Its own, for what nginx writes.</param>
    public static Task<NginxServer> StartAsync(string folder, string home, CancellationToken ct)
    {
        var port = LoopbackPort.Free();
        return NginxServer.StartAsync(
            $"server of {folder}",
            RenderedConfiguration.Write(home, Configuration(folder, home, port)),
            new(IPAddress.Loopback, port),
            Compartment.OfTheProgram(),
            ct
        );
    }

    // As root, which in a lab is nobody outside: a folder of the user's need not be open to everybody.
    private static string Configuration(string folder, string home, int port) =>
        $$"""
            user root;
            worker_processes 1;
            error_log {{home}}/error.log warn;
            pid {{home}}/nginx.pid;
            events {
            }
            http {
                include mime.types;
                access_log off;
                client_body_temp_path {{home}}/temp;
                proxy_temp_path {{home}}/temp;
                fastcgi_temp_path {{home}}/temp;
                uwsgi_temp_path {{home}}/temp;
                scgi_temp_path {{home}}/temp;
                server {
                    listen 127.0.0.1:{{port}};
                    root "{{folder}}";
                }
            }
            """;
}
