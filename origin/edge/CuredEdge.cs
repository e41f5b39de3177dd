namespace Verify.Origin.Edge;

/// <summary>The edge with the design's faults cured: each difference from <see cref="AsDesignedEdge"/> has its reason beside it.</summary>
public static class CuredEdge
{
    /// <summary>How long it is kept that something is missing.</summary>
    // It may be there in a moment: a player that asked too early must not wait for a playlist's time. A storage whose names
    // nobody may list says 403 of what is missing.
    public static readonly TimeSpan MissingValid = TimeSpan.FromSeconds(1);

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
                # A cache behind this one must not give compressed bytes to whom cannot read them.
                gzip_vary on;
                # A hit opens no file anew. One that was replaced is opened again at once: the keys zone names the file by its
                # inode, and a copy in here that is another does not count.
                open_file_cache max=1000 inactive=60s;
                proxy_cache_path {{settings.Folder}}/cache levels=1:2 keys_zone=hls:10m max_size=1g inactive={{EdgeSettings.Time(
                settings.Inactive
            )}} use_temp_path=off;
                # What an operator asks for with X-Cache-Refresh from this machine is fetched again, and kept. A stranger who
                # could do so would get past the cache to the storage.
                geo $is_local {
                    default 0;
                    127.0.0.1 1;
                }
                map $is_local:$http_x_cache_refresh $refresh {
                    default 0;
                    1:1 1;
                }
                # Nobody keeps an error: what is missing now may be there in a moment.
                map $status $error_control {
                    default "";
                    ~^[45] "no-store";
                }
                upstream storage {
                    server {{settings.Storage}};
                    # A connection for each miss costs more than the miss.
                    keepalive 16;
                }
                server {
                    listen 127.0.0.1:{{settings.Port}};
                    proxy_cache hls;
                    # The key is what the storage is asked for: arguments are in neither.
                    proxy_cache_key $uri;
                    proxy_cache_bypass $refresh;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Host {{settings.Storage}};
                    # Everybody is given the same: nothing of one viewer's reaches the storage, and nothing comes back.
                    proxy_set_header Authorization "";
                    proxy_set_header Cookie "";
                    proxy_set_header Accept-Encoding "";
                    # A bucket that knows other sites answers each with its own name: two in one answer, and a copy for each.
                    proxy_set_header Origin "";
                    proxy_hide_header Set-Cookie;
                    # How long is said here, once: the storage's word would be in force before proxy_cache_valid, and be sent
                    # beside the header below.
                    proxy_ignore_headers Cache-Control Expires;
                    proxy_hide_header Cache-Control;
                    proxy_hide_header Expires;
                    proxy_cache_lock on;
                    # One viewer refreshes what has expired, and the others need not wait for it; nor is anyone refused for a
                    # storage that is away. That one viewer waits: with proxy_cache_background_update the first to ask after
                    # a quiet day would be given the playlist of the day before, or be told that a video is still missing.
                    proxy_cache_use_stale updating error timeout http_500 http_502 http_503 http_504;
                    proxy_connect_timeout 2s;
                    proxy_read_timeout 5s;
                    # The storage's own date, from which whoever caches this answer knows how old it is (RFC 9111, 4.2.3).
                    proxy_pass_header Date;
                    add_header X-Cache-Status $upstream_cache_status always;
                    add_header Access-Control-Allow-Origin * always;
                    add_header Cache-Control $error_control always;
                    # add_header and proxy_cache_valid are inherited only where a location has none: each says all of its own.
                    # Playlists, by names that are safe to pass on.
                    location ~ "^/hls/(?<object>[0-9a-f-]{36}/[A-Za-z0-9/_.-]+\.m3u8)$" {
                        limit_except GET HEAD { deny all; }
                        proxy_pass http://storage/{{settings.Bucket}}/hls/$object;
                        proxy_cache_valid 200 {{EdgeSettings.Time(settings.PlaylistValid)}};
                        proxy_cache_valid 403 404 {{EdgeSettings.Time(MissingValid)}};
                        add_header X-Cache-Status $upstream_cache_status always;
                        add_header Access-Control-Allow-Origin * always;
                        add_header Cache-Control $error_control always;
                        add_header Cache-Control "public, max-age={{EdgeSettings.Seconds(
                settings.PlaylistValid
            )}}";
                    }
                    # Segments of a version never change; a video that is made again has another.
                    location ~ "^/hls/(?<object>[0-9a-f-]{36}/v[0-9]+/[A-Za-z0-9/_.-]+\.ts)$" {
                        limit_except GET HEAD { deny all; }
                        proxy_pass http://storage/{{settings.Bucket}}/hls/$object;
                        proxy_cache_valid 200 {{EdgeSettings.Time(settings.SegmentValid)}};
                        proxy_cache_valid 403 404 {{EdgeSettings.Time(MissingValid)}};
                        # Bytes that cannot have changed are not fetched again. Of a playlist they are few, and its new date
                        # is worth more: nginx keeps the first one when it revalidates.
                        proxy_cache_revalidate on;
                        add_header X-Cache-Status $upstream_cache_status always;
                        add_header Access-Control-Allow-Origin * always;
                        add_header Cache-Control $error_control always;
                        add_header Cache-Control "public, max-age={{EdgeSettings.Seconds(
                settings.SegmentValid
            )}}, immutable";
                    }
                    location / {
                        return 404;
                    }
                }
            }
            """;
}
