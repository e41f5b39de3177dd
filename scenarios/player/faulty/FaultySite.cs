using System.Diagnostics;
using System.Globalization;
using Verify.Engine.Programs;
using Verify.Fixtures.Encoder;

namespace Verify.Scenarios.Player.Faulty;

/// <summary>The folder with the faulty streams: segments that FFmpeg made, and playlists that are rewritten as time goes.</summary>
internal sealed class FaultySite(string folder)
{
    // Far below a segment's duration: a version is late by less than anyone could see.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    public string Folder => folder;

    /// <summary>nginx with nothing that could keep an old state.</summary>
    public string Configuration(int port) =>
        $$"""
            worker_processes 1;
            pid /run/nginx/nginx.pid;
            error_log /dev/stderr warn;
            events { worker_connections 256; }
            http {
                include mime.types;
                access_log off;
                server {
                    listen {{port}};
                    root {{folder}};
                    location ~ \.m3u8$ {
                        types { application/vnd.apple.mpegurl m3u8; }
                        add_header Cache-Control no-cache;
                    }
                    location ~ \.ts$ { types { video/mp2t ts; } }
                }
            }

            """;

    /// <summary>Makes the segments, and the playlists as they are before anything goes wrong.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        var segments = Directory.CreateDirectory(Path.Combine(folder, "segments")).FullName;
        await Command.MustAsync(
            [
                EncoderService.Ffmpeg.MustFind(),
                .. "-hide_banner -nostdin -loglevel error -f lavfi -i".Split(' '),
                "testsrc2=size=320x180:rate=25",
                .. "-f lavfi -i".Split(' '),
                "sine=frequency=440:sample_rate=48000",
                "-t",
                FaultyStream.Segments.ToString(CultureInfo.InvariantCulture),
                .. "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 25 -sc_threshold 0 -c:a aac -f hls -hls_time 1 -hls_list_size 0 -hls_segment_filename".Split(
                    ' '
                ),
                Path.Combine(segments, "%d.ts"),
                Path.Combine(segments, "all.m3u8"),
            ],
            ct
        );
        foreach (var kind in Kinds)
        {
            Directory.CreateDirectory(Path.Combine(folder, kind.Folder));
            Publish(kind, TimeSpan.Zero);
        }
    }

    /// <summary>Rewrites the playlists until they have been watched for long enough.</summary>
    public async Task PublishAsync(Action<TimeSpan> passed, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < FaultyStream.Watched)
        {
            foreach (var kind in Kinds)
                Publish(kind, clock.Elapsed);
            passed(clock.Elapsed);
            await Task.Delay(BetweenLooks, ct);
        }
    }

    // A file that stops changing keeps its time too.
    private void Publish(FaultKind kind, TimeSpan elapsed)
    {
        var file = Path.Combine(folder, kind.Folder, FaultyStream.PlaylistName);
        var text = FaultyStream.PlaylistAt(kind, elapsed);
        if (File.Exists(file) && File.ReadAllText(file) == text)
            return;
        File.WriteAllText($"{file}.new", text);
        File.Move($"{file}.new", file, overwrite: true);
    }
}
