using Verify.Engine.Labs;
using Verify.Engine.Recoveries;
using Verify.Engine.Trust;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;

namespace Verify.Scenarios.Bench;

/// <summary>What a bench of the swarm measures.</summary>
/// <param name="Cost">Beside wrk and FFmpeg: processor time and memory.</param>
/// <param name="Capacity">How many viewers it carries.</param>
/// <param name="Pairs">Of blocks, for each of the two costs.</param>
internal sealed record SwarmBenchPlan(bool Cost, bool Capacity, int Pairs);

/// <summary>The swarm's engine beside wrk on one nginx, beside FFmpeg as a viewer, and as much as this machine carries.</summary>
internal sealed class SwarmBench(SwarmBenchPlan plan, BenchScreen screen)
{
    /// <summary>What it starts.</summary>
    public static readonly IReadOnlyList<Service> Services =
    [
        new NginxService(),
        new EncoderService(),
        new LabService(),
        new WrkService(),
    ];

    // What is to be reached; the last is a stretch beyond.
    private const int Viewers = 3000;
    private const int StretchViewers = 5000;
    private const int SlowViewers = 10_000;

    // 200 kbit/s with sound and packets' heads; a small picture, so that it can be had at that rate.
    private static readonly string[] Slow =
    [
        "video.width=320",
        "video.height=180",
        "video.bitrate=104k",
        "video.maxrate=114k",
        "video.bufsize=208k",
        "video.audioBitrate=48k",
    ];

    public async Task<IReadOnlyList<BenchFigure>> RunAsync(CancellationToken ct)
    {
        var figures = new List<BenchFigure>();
        if (plan.Cost)
            figures.AddRange(
                await OnAsync(Profiles.Shipped.Origin.Get(Profiles.Default), CostAsync, ct)
            );
        if (!plan.Capacity)
            return figures;
        figures.AddRange(
            await OnAsync(
                Profiles.Shipped.Origin.Get(Profiles.Default),
                (profile, origin) => CapacityAsync(profile, origin, [Viewers, StretchViewers], ct),
                ct
            )
        );
        figures.AddRange(
            await OnAsync(
                Profiles.Shipped.Origin.Get(Profiles.Default, Slow),
                (profile, origin) => CapacityAsync(profile, origin, [SlowViewers], ct),
                ct
            )
        );
        return figures;

        Task<IReadOnlyList<BenchFigure>> CostAsync(
            OriginProfile profile,
            ForegroundOrigin origin
        ) => this.CostAsync(profile, origin, ct);
    }

    private async Task<IReadOnlyList<BenchFigure>> CostAsync(
        OriginProfile profile,
        ForegroundOrigin origin,
        CancellationToken ct
    )
    {
        var endpoint = origin.Server.Endpoint;
        var memory = await new ViewerMemory(profile, endpoint, origin.Folder, screen).MeasureAsync(
            ct
        );
        screen.Done(memory);
        // From here on the files lie still, and the encoder takes no processor from what is compared.
        await origin.FreezeAsync();
        var playlist = profile.MediaPlaylists()[0];
        var file = Path.Combine(origin.Folder, playlist);
        var segment = Playlist.Parse(await File.ReadAllBytesAsync(file, ct)) is MediaPlaylist media
            ? media.Segments[^1].Uri
            : throw new CannotRun($"{file} is no media playlist");
        var pairs = new Pairs(endpoint, plan.Pairs, screen);
        var requests = PairFigures.Requests(
            await pairs.RunAsync($"/{playlist}", ct),
            new FileInfo(file).Length
        );
        screen.Done(requests);
        var bytes = PairFigures.Bytes(
            await pairs.RunAsync($"/{segment}", ct),
            new FileInfo(Path.Combine(origin.Folder, segment)).Length
        );
        screen.Done(bytes);
        return [requests, bytes, memory];
    }

    private async Task<IReadOnlyList<BenchFigure>> CapacityAsync(
        OriginProfile profile,
        ForegroundOrigin origin,
        IReadOnlyList<int> viewers,
        CancellationToken ct
    )
    {
        var figures = new List<BenchFigure>();
        foreach (var count in viewers)
        {
            figures.Add(
                await new Capacity(profile, origin, screen).MeasureAsync(count, ct) with
                {
                    IsStretch = count == StretchViewers,
                }
            );
            screen.Done(figures[^1]);
        }
        return figures;
    }

    private async Task<T> OnAsync<T>(
        OriginProfile profile,
        Func<OriginProfile, ForegroundOrigin, Task<T>> measure,
        CancellationToken ct
    )
    {
        screen.Begin("starting encoder and nginx");
        var home = TemporaryFolder.Make(ForegroundOrigin.Prefix);
        using var turn = RunLock.Take(home);
        try
        {
            await using var origin = await ForegroundOrigin.StartAsync(
                profile,
                home,
                (text, _) => screen.Show($"starting encoder and nginx: {text}"),
                ct
            );
            return await measure(profile, origin);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
