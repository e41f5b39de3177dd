namespace Verify.Origin.Edge;

/// <summary>The edge of seed 002, to the letter: nginx with proxy_cache before the object storage.</summary>
public static class AsDesignedEdge
{
    /// <summary>Its nginx.conf.</summary>
    public static string Configuration(EdgeSettings settings) =>
        $$"""
            worker_processes 2;
            error_log {{settings.Folder}}/error.log warn;
            pid {{settings.Folder}}/nginx.pid;
            events {
                worker_connections 1024;
            }
            http {
                include mime.types;
                access_log off;
                sendfile on;
                keepalive_timeout 65;
                gzip on;
                gzip_types application/vnd.apple.mpegurl;
                proxy_cache_path {{settings.Folder}}/cache levels=1:2 keys_zone=hls:10m max_size=1g inactive={{EdgeSettings.Time(
                settings.Inactive
            )}} use_temp_path=off;
                upstream storage {
                    server {{settings.Storage}};
                }
                server {
                    listen 127.0.0.1:{{settings.Port}};
                    proxy_cache hls;
                    proxy_cache_key $uri;
                    proxy_cache_lock on;
                    proxy_set_header Host {{settings.Storage}};
                    add_header X-Cache-Status $upstream_cache_status;
                    location ~ ^/hls/.*\.m3u8$ {
                        proxy_pass http://storage/{{settings.Bucket}}$request_uri;
                        proxy_cache_valid 200 {{EdgeSettings.Time(settings.PlaylistValid)}};
                        add_header X-Cache-Status $upstream_cache_status;
                        add_header Cache-Control "public, max-age={{EdgeSettings.Seconds(
                settings.PlaylistValid
            )}}";
                    }
                    location ~ ^/hls/.*\.ts$ {
                        proxy_pass http://storage/{{settings.Bucket}}$request_uri;
                        proxy_cache_valid 200 {{EdgeSettings.Time(settings.SegmentValid)}};
                        add_header X-Cache-Status $upstream_cache_status;
                        add_header Cache-Control "public, max-age={{EdgeSettings.Seconds(
                settings.SegmentValid
            )}}, immutable";
                    }
                    location /hls/ {
                        proxy_pass http://storage/{{settings.Bucket}}$request_uri;
                        proxy_cache_valid 200 {{EdgeSettings.Time(settings.PlaylistValid)}};
                    }
                }
            }
            """;
}
