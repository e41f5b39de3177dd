using Verify.Origin.Profile;

namespace Verify.Origin.Nginx;

/// <summary>The same origin as the NixOS module writes it: a service's main block, and what the user appends comes last.</summary>
internal static class ModuleConfig
{
    public static string Render(OriginProfile profile, string mimeTypes) =>
        $$"""
            pid /run/nginx/nginx.pid;
            error_log stderr;
            # systemd starts nginx and watches over it.
            daemon off;

            worker_processes auto;
            worker_rlimit_nofile 65535;
            # Reads that miss the page cache wait in a thread, not in the worker.
            thread_pool default threads=32 max_queue=65536;

            events {
                worker_connections 16384;
                use epoll;
            }

            http {
                include {{mimeTypes}};
                default_type application/octet-stream;

                {{new AccessLogs(profile.Logging).Http.Inside(1)}}

                {{SharedHttp.Connections.Inside(1)}}

                {{Server(profile).Inside(1)}}

                # What the service's user appends (appendHttpConfig) comes after the servers.

                {{SharedHttp.FileCache.Inside(1)}}

                {{SharedHttp.Transfer.Inside(1)}}
            }

            """;

    private static string Server(OriginProfile profile) =>
        $$"""
            server {
                # A queue for each worker: the kernel spreads new connections over them.
                listen {{profile.Server.Port}} reuseport;
                server_name _;
                root {{profile.Server.HlsDir}};

                {{Locations.All(profile).Inside(1)}}
            }
            """;
}
