using System.Text.Json.Nodes;
using Verify.Engine.Namespaces;
using Verify.Engine.Programs;
using Verify.Fixtures.Encoder;
using Verify.Instruments.Http;
using Verify.Instruments.Memory;
using Verify.Origin.Profile;
using Verify.Scenarios.Load;
using Verify.Scenarios.Paired;
using Verify.Swarm;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Bench;

/// <summary>What a viewer takes of memory: one of the swarm's, and an FFmpeg that watches the same stream.</summary>
internal sealed class ViewerMemory(
    OriginProfile profile,
    Endpoint endpoint,
    string folder,
    BenchScreen screen
)
{
    // To be reached.
    private const long Bound = 16 * 1024;

    // What a swarm takes once, whatever its size, is in the few already.
    private const int Few = 20;
    private const int Many = 1000;

    // All are there after a third of it; then each fetches several segments, as in any longer run.
    private static readonly TimeSpan Watching = TimeSpan.FromSeconds(15);
    private const double Ramp = 200;

    // FFmpeg has joined, read three segments and waited for the next.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(6);

    public async Task<BenchFigure> MeasureAsync(CancellationToken ct)
    {
        screen.Begin($"memory of FFmpeg viewers");
        var (first, second) = await FfmpegAsync(ct);
        // A smaller run before a larger one: no heap grown by anything else is there to be used again.
        var (few, _) = await SwarmAsync(Few, ct);
        var (many, result) = await SwarmAsync(Many, ct);
        var viewer = (double)(many - few) / (Many - Few);
        var complete = result.Audience.Joined == Many && result.ErrorCount == 0;
        return new(
            "memory per viewer",
            $"{viewer / 1024:0.0} KiB",
            $"{second / 1e6:0.0} MB",
            $"1/{second / Math.Max(1, viewer):0}",
            $"<= {Bound / 1024} KiB",
            !complete ? Reached.CannotTell
                : viewer <= Bound ? Reached.Met
                : Reached.Missed,
            [
                $"PSS: the peak of {Many} viewers ({many / 1e6:0.0} MB) less that of {Few} ({few / 1e6:0.0} MB); no collection is forced, socket buffers of the kernel are in neither",
                $"FFmpeg: {first / 1e6:0.0} MB for one viewer beside the encoder, {second / 1e6:0.0} MB for a second, which shares its libraries",
                .. complete
                    ? Array.Empty<string>()
                    :
                    [
                        $"{result.Audience.Joined} of {Many} viewers joined, {result.ErrorCount} errors",
                    ],
            ],
            new JsonObject
            {
                ["bound"] = Bound,
                ["bytesPerViewer"] = viewer,
                ["few"] = Few,
                ["fewBytes"] = few,
                ["many"] = Many,
                ["manyBytes"] = many,
                ["ffmpegBytes"] = first,
                ["secondFfmpegBytes"] = second,
            }
        );
    }

    private async Task<(long Bytes, SwarmResult Result)> SwarmAsync(
        int viewers,
        CancellationToken ct
    )
    {
        screen.Begin($"memory of {viewers} viewers of the swarm");
        var plan = Profiles
            .Shipped.Swarm.Get(Profiles.Default)
            .Plan($"/{profile.Hls.MasterPlaylist}", Watching, seed: 1) with
        {
            Viewers = viewers,
            RampPerSecond = Ramp,
        };
        await using var peak = PeakMemory.Watch();
        var result = await HlsSwarm.RunAsync(plan, endpoint, null, ct);
        return (peak.Bytes, result);
    }

    private async Task<(long First, long Second)> FfmpegAsync(CancellationToken ct)
    {
        using var compartment = Compartment.OfTheProgram();
        await using var first = await ViewAsync(compartment, ct);
        await Task.Delay(Settled, ct);
        first.MustRun("the FFmpeg viewer");
        var alone = ProportionalMemory.Of(first.Id);
        await using var second = await ViewAsync(compartment, ct);
        await Task.Delay(Settled, ct);
        second.MustRun("the second FFmpeg viewer");
        return (alone, ProportionalMemory.Of(second.Id));
    }

    private Task<Daemon> ViewAsync(Compartment compartment, CancellationToken ct) =>
        Daemon.StartAsync(
            [
                EncoderService.Ffmpeg.MustFind(),
                "-hide_banner",
                "-nostdin",
                "-nostats",
                "-loglevel",
                "error",
                "-i",
                $"{new Uri(endpoint.Address, profile.Hls.MasterPlaylist)}",
                "-c",
                "copy",
                "-f",
                "null",
                "-",
            ],
            folder,
            compartment,
            ct
        );
}
