using Verify.Origin.Profile;

namespace Verify.Origin.Nginx;

/// <summary>The configuration that nginx is started with by hand.</summary>
internal static class StandaloneConfig
{
    public static string Render(OriginProfile profile, string mimeTypes) =>
        $$"""
            worker_processes auto;
            worker_rlimit_nofile 65535;
            error_log /dev/stderr warn;

            # Reads that miss the page cache wait in a thread, not in the worker.
            thread_pool default threads=32 max_queue=65536;

            events {
                worker_connections 16384;
                use epoll;
                # A burst of viewers is accepted at once, not one connection for each wake-up.
                multi_accept on;
            }

            http {
                include {{mimeTypes}};
                default_type application/octet-stream;

                {{new AccessLogs(profile.Logging).Http.Inside(1)}}

                {{SharedHttp.Connections.Inside(1)}}

                {{SharedHttp.FileCache.Inside(1)}}

                {{SharedHttp.Transfer.Inside(1)}}

                {{Server(profile).Inside(1)}}
            }

            """;

    private static string Server(OriginProfile profile) =>
        $$"""
            server {
                # A queue for each worker: the kernel spreads new connections over them.
                listen {{profile.Server.Port}} reuseport;
                root {{profile.Server.HlsDir}};

                {{Locations.All(profile).Inside(1)}}
            }
            """;
}
