using System.Globalization;
using Verify.Engine.Namespaces;
using Verify.Engine.Programs;
using Verify.Fixtures.Encoder;
using Verify.Instruments.Http;

namespace Verify.Tests.Swarm;

/// <summary>A real FFmpeg that plays a stream in real time, and how far it fell behind the clock.</summary>
/// <remarks>
/// Its HLS demuxer starts three segments from the edge, reloads as RFC 8216 says, asks for a missing segment once more
/// on a new connection and then goes on to the next. What makes it a player: <c>-re</c> takes pictures in real time,
/// from a queue that a thread fills ahead (-thread_queue_size), and -dts_delta_threshold has it play on at once after a
/// gap, where it would wait out the missing time.
/// </remarks>
internal sealed class FfmpegViewer : IAsyncDisposable
{
    // On time, FFmpeg is behind by what lies between two of its reports (0.1 s), on a busy machine by several of them and by
    // what that let nothing run for; in a stall of the tests it falls behind by three seconds.
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(1);
    private const string OutTime = "out_time_us=";

    private readonly Compartment compartment = Compartment.OfTheProgram();
    private readonly Lock changing = new();
    private Daemon? ffmpeg;
    private TimeSpan? least;

    /// <summary>Whether it has played anything.</summary>
    public bool Played { get; private set; }

    /// <summary>The most that what it had played lay behind the clock; a clock that starts with its first picture.</summary>
    public TimeSpan Behind { get; private set; }

    /// <summary>It ran out of something to play.</summary>
    /// <param name="pause">The longest time for which the machine let nothing run.</param>
    public bool Stalled(TimeSpan pause) => Behind > Noticeable + pause;

    public bool HasEnded => ffmpeg!.HasExited;

    public string Log => ffmpeg!.Log;

    public static async Task<FfmpegViewer> StartAsync(Uri playlist, CancellationToken ct)
    {
        var viewer = new FfmpegViewer();
        viewer.ffmpeg = await Daemon.StartAsync(
            [
                EncoderService.Ffmpeg.MustFind(),
                "-hide_banner",
                "-nostdin",
                "-nostats",
                "-loglevel",
                "error",
                "-dts_delta_threshold",
                "0.3",
                "-thread_queue_size",
                "65536",
                "-re",
                "-i",
                $"{playlist}",
                "-c",
                "copy",
                "-f",
                "null",
                "-",
                "-progress",
                "pipe:1",
                "-stats_period",
                "0.1",
            ],
            "/",
            viewer.compartment,
            ct,
            viewer.Hear
        );
        return viewer;
    }

    public async ValueTask DisposeAsync()
    {
        await ffmpeg!.DisposeAsync();
        compartment.Dispose();
    }

    private void Hear(string said)
    {
        if (
            !said.StartsWith(OutTime, StringComparison.Ordinal)
            || !long.TryParse(
                said[OutTime.Length..],
                CultureInfo.InvariantCulture,
                out var microseconds
            )
        )
            return;
        lock (changing)
        {
            // Behind an arbitrary moment; the least of it is when it was on time.
            var behind = Instant.Now - new Instant(0) - TimeSpan.FromMicroseconds(microseconds);
            if (least is null || behind < least)
                least = behind;
            Played |= microseconds > 0;
            if (behind - least > Behind)
                Behind = behind - least.Value;
        }
    }
}
