# The origin's nginx.conf before the caching change, in both variants; the same bytes as the C# side renders.
{ config }:
let
  inherit (config)
    hls
    server
    cache
    logging
    ;

  lines = text: builtins.filter builtins.isString (builtins.split "\n" text);

  # A text without its last line break, so that it can stand in a line of another one.
  block =
    text:
    let
      all = lines text;
    in
    builtins.concatStringsSep "\n" (
      builtins.genList (builtins.elemAt all) (builtins.length all - 1)
    );

  # Each line but the first moved in by a level; empty ones stay empty.
  inside = builtins.replaceStrings [ "\n\n" "\n" ] [ "\n\n    " "\n    " ];

  # Cache-Control, in the order public, max-age, stale-while-revalidate, immutable, no-transform.
  cacheControl =
    rule:
    builtins.concatStringsSep ", " (
      (if rule.public or false then [ "public" ] else [ ])
      ++ [ "max-age=${toString rule.maxAge}" ]
      ++ (
        if rule ? staleWhileRevalidate then
          [ "stale-while-revalidate=${toString rule.staleWhileRevalidate}" ]
        else
          [ ]
      )
      ++ (if rule.immutable or false then [ "immutable" ] else [ ])
      ++ [ "no-transform" ]
    );

  off = "access_log off;";
  logsAll = logging.enabled && !logging.segmentsOnly;
  folder =
    let
      match = builtins.match "(.*[^/])/*" logging.directory;
    in
    if match == null then "" else builtins.head match;
  gzip = if logging.gzip > 0 then " gzip=${toString logging.gzip}" else "";
  logTo =
    file: format:
    "access_log ${folder}/${file} ${format} buffer=${logging.buffer} flush=${logging.flushInterval}${gzip};";
  manifestLog = if logsAll then logTo logging.files.manifests "timing" else off;
  segmentLog = if logging.enabled then logTo logging.files.segments "hls_perf" else off;
  restLog = if logsAll then logTo logging.files.all "timing" else off;
  httpLog =
    if logging.enabled then
      block ''
        log_format timing '$remote_addr - [$time_local] "$request" $status $body_bytes_sent rt=$request_time';
        log_format hls_perf '$time_iso8601 $status $request_time $body_bytes_sent $request_uri';
        ${restLog}
      ''
    else
      off;

  connections = block ''
    sendfile on;
    # Headers and the start of a file leave in one packet.
    tcp_nopush on;
    keepalive_timeout 30;
    keepalive_requests 10000;
    # A viewer that went away gives its memory back at once.
    reset_timedout_connection on;
  '';

  fileCache = block ''
    # Open files and their sizes are kept, so that a hit costs no system call to look a file up.
    open_file_cache max=10000 inactive=30s;
    open_file_cache_valid 10s;
    open_file_cache_min_uses 1;
    open_file_cache_errors on;
  '';

  transfer = block ''
    # One fast viewer does not hold a worker for a whole segment.
    sendfile_max_chunk 512k;
    # Media is compressed already.
    gzip off;
    client_body_buffer_size 128k;
    aio threads=default;
    directio 4m;
  '';

  locations = block ''
    # The origin is read, never written to.
    if ($request_method !~ ^(GET|HEAD|OPTIONS)$) {
        return 405;
    }

    # Multivariant playlist: changes with a deployment, not with the stream.
    location = /${hls.masterPlaylist} {
        tcp_nodelay on;
        add_header Cache-Control "${cacheControl cache.master}";
        add_header Access-Control-Allow-Origin "*";
        add_header Access-Control-Expose-Headers "Content-Length";
        types {
            application/vnd.apple.mpegurl m3u8;
        }
    }

    # Media playlists: new with every segment, and sent at once.
    location ~ \.m3u8$ {
        ${manifestLog}
        tcp_nodelay on;
        add_header Cache-Control "${cacheControl cache.manifest}";
        add_header Access-Control-Allow-Origin "*";
        add_header Access-Control-Expose-Headers "Content-Length";
        types {
            application/vnd.apple.mpegurl m3u8;
        }
    }

    # Segments: never change under their name, and are sent in full packets.
    location ~ \.ts$ {
        ${segmentLog}
        sendfile on;
        tcp_nopush on;
        aio threads;
        add_header Cache-Control "${cacheControl cache.segment}";
        add_header Access-Control-Allow-Origin "*";
        add_header Access-Control-Expose-Headers "Content-Length, Content-Range";
        types {
            video/mp2t ts;
        }
    }

    location /health {
        default_type text/plain;
        add_header Cache-Control "no-store";
        return 200 "OK\n";
    }

    location /nginx_status {
        add_header Cache-Control "no-store";
        stub_status;
    }

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
  '';

  serverOf =
    name:
    block ''
      server {
          # A queue for each worker: the kernel spreads new connections over them.
          listen ${toString server.port} reuseport;${name}
          root ${server.hlsDir};

          ${inside locations}
      }
    '';
in
{
  standalone = ''
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
        include /etc/nginx/mime.types;
        default_type application/octet-stream;

        ${inside httpLog}

        ${inside connections}

        ${inside fileCache}

        ${inside transfer}

        ${inside (serverOf "")}
    }
  '';

  module = ''
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
        include /etc/nginx/mime.types;
        default_type application/octet-stream;

        ${inside httpLog}

        ${inside connections}

        ${inside (serverOf "\n    server_name _;")}

        # What the service's user appends (appendHttpConfig) comes after the servers.

        ${inside fileCache}

        ${inside transfer}
    }
  '';
}
