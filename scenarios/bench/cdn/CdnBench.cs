using Verify.Engine.Labs;
using Verify.Engine.Recoveries;
using Verify.Engine.Trust;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Fixtures.S3;
using Verify.Scenarios.CdnEdge.Alone;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>The caches of cdn-edge beside what they stand before: the API without its cache, Redis alone, a plain nginx.</summary>
internal sealed class CdnBench(int pairs, BenchScreen screen)
{
    // PostgreSQL and nginx drop their rights and must still get in.
    private const UnixFileMode ForEveryone = (UnixFileMode)0b111_101_101;

    /// <summary>What it starts.</summary>
    public static readonly IReadOnlyList<Service> Services =
    [
        new PostgresService(),
        new RedisService(),
        new S3Service(),
        new EncoderService(),
        new NginxService(),
        new PlatformService(),
        new LabService(),
        new BenchmarkService(),
    ];

    public async Task<IReadOnlyList<BenchFigure>> RunAsync(CancellationToken ct)
    {
        var home = TemporaryFolder.Make(StandingPlatform.Prefix);
        File.SetUnixFileMode(home, ForEveryone);
        using var turn = RunLock.Take(home);
        try
        {
            await using var platform = await BenchedPlatform.StartAsync(home, screen, ct);
            var figures = new List<BenchFigure>();
            var cost = new ApiCost(platform, pairs, screen);
            Add(await cost.MeasureAsync(ct));
            Add(await new HitLatency(platform, screen).MeasureAsync(cost.MostPerSecond, ct));
            foreach (var file in platform.Files)
                Add(await new EdgeRate(platform, pairs, screen).MeasureAsync(file, ct));
            return figures;

            void Add(BenchFigure figure)
            {
                platform.MustRun();
                figures.Add(figure);
                screen.Done(figure);
            }
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
