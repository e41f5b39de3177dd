using Verify.Engine.Programs;
using Verify.Fixtures.Encoder;

namespace Verify.Tests.Swarm;

/// <summary>Segments of one second, sound and picture, that FFmpeg made.</summary>
internal sealed class RealSegments : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("verify-segments-");
    private byte[][] segments = [];

    public int Count => segments.Length;

    public ReadOnlyMemory<byte> this[int number] => segments[number];

    public static async Task<RealSegments> MakeAsync(int count, CancellationToken ct)
    {
        var made = new RealSegments();
        try
        {
            await Command.MustAsync(
                [
                    EncoderService.Ffmpeg.MustFind(),
                    "-hide_banner",
                    "-nostdin",
                    "-loglevel",
                    "error",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc2=size=160x90:rate=25",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=frequency=440:sample_rate=48000",
                    "-t",
                    $"{count}",
                    "-c:v",
                    "libx264",
                    "-preset",
                    "ultrafast",
                    "-g",
                    "25",
                    "-sc_threshold",
                    "0",
                    "-c:a",
                    "aac",
                    "-f",
                    "hls",
                    "-hls_time",
                    "1",
                    "-hls_list_size",
                    "0",
                    "-hls_segment_filename",
                    Path.Combine(made.folder.FullName, "%d.ts"),
                    Path.Combine(made.folder.FullName, "all.m3u8"),
                ],
                ct
            );
            made.segments =
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(n => File.ReadAllBytes(Path.Combine(made.folder.FullName, $"{n}.ts"))),
            ];
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}
