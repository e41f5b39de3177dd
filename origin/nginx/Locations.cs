using Verify.Origin.Profile;

namespace Verify.Origin.Nginx;

/// <summary>What the origin serves and with which headers: playlists, segments, health, status, CORS preflight.</summary>
internal static class Locations
{
    public static string All(OriginProfile profile)
    {
        var logs = new AccessLogs(profile.Logging);
        return string.Join(
            "\n\n",
            ReadOnly,
            Master(profile.Hls.MasterPlaylist, profile.Cache.Master),
            Manifests(profile.Cache.Manifest, logs),
            Segments(profile.Cache.Segment, logs),
            Health,
            Status,
            Preflight
        );
    }

    private const string ReadOnly = """
        # The origin is read, never written to.
        if ($request_method !~ ^(GET|HEAD|OPTIONS)$) {
            return 405;
        }
        """;

    private static string Master(string name, CacheRule cache) =>
        $$"""
            # Multivariant playlist: changes with a deployment, not with the stream.
            location = /{{name}} {
                tcp_nodelay on;
                add_header Cache-Control "{{cache.Header}}";
                add_header Access-Control-Allow-Origin "*";
                add_header Access-Control-Expose-Headers "Content-Length";
                types {
                    application/vnd.apple.mpegurl m3u8;
                }
            }
            """;

    private static string Manifests(CacheRule cache, AccessLogs logs) =>
        $$"""
            # Media playlists: new with every segment, and sent at once.
            location ~ \.m3u8$ {
                {{logs.Manifests}}
                tcp_nodelay on;
                add_header Cache-Control "{{cache.Header}}";
                add_header Access-Control-Allow-Origin "*";
                add_header Access-Control-Expose-Headers "Content-Length";
                types {
                    application/vnd.apple.mpegurl m3u8;
                }
            }
            """;

    private static string Segments(CacheRule cache, AccessLogs logs) =>
        $$"""
            # Segments: never change under their name, and are sent in full packets.
            location ~ \.ts$ {
                {{logs.Segments}}
                sendfile on;
                tcp_nopush on;
                aio threads;
                add_header Cache-Control "{{cache.Header}}";
                add_header Access-Control-Allow-Origin "*";
                add_header Access-Control-Expose-Headers "Content-Length, Content-Range";
                types {
                    video/mp2t ts;
                }
            }
            """;

    private const string Health = """
        location /health {
            default_type text/plain;
            add_header Cache-Control "no-store";
            return 200 "OK\n";
        }
        """;

    private const string Status = """
        location /nginx_status {
            add_header Cache-Control "no-store";
            stub_status;
        }
        """;

    private const string Preflight = """
        location / {
            # A browser asks before it sends Range to another host.
            if ($request_method = OPTIONS) {
                add_header Access-Control-Allow-Origin "*";
                add_header Access-Control-Allow-Methods "GET, HEAD, OPTIONS";
                add_header Access-Control-Allow-Headers "Range";
                add_header Access-Control-Max-Age 86400;
                return 204;
            }
        }
        """;
}
