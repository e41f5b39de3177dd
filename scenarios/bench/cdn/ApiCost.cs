using System.Text.Json.Nodes;
using Verify.Instruments.Http;
using Verify.Instruments.Statistics;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>What one answer of the API costs: with the cache (API and Redis), without (API and PostgreSQL), and Redis alone.</summary>
internal sealed class ApiCost(BenchedPlatform platform, int pairs, BenchScreen screen)
{
    // A cache that costs more than it saves is none.
    private const double Bound = 1;

    private const string Name = "CPU per request of a video's metadata";

    /// <summary>How many a second the cached API answers at most, of a closed loop.</summary>
    public double MostPerSecond { get; private set; }

    public async Task<BenchFigure> MeasureAsync(CancellationToken ct)
    {
        var (hot, plain) = (
            await platform.Cached.NewVideoAsync("Hot", ct),
            await platform.Uncached.NewVideoAsync("Plain", ct)
        );
        screen.Begin($"{Name}: warming up");
        await CachedAsync();
        await UncachedAsync();
        await RedisAsync();
        var seen = new List<(ServedBlock Cached, ServedBlock Uncached, ServedBlock Redis)>();
        for (var pair = 0; pair < pairs; pair++)
        {
            screen.Begin($"{Name}: pair {pair + 1} of {pairs}");
            // What grows or wears off in the meantime falls on both alike: ABBA.
            if (pair % 2 == 0)
            {
                var uncached = await UncachedAsync();
                seen.Add((await CachedAsync(), uncached, await RedisAsync()));
            }
            else
            {
                var redis = await RedisAsync();
                var cached = await CachedAsync();
                seen.Add((cached, await UncachedAsync(), redis));
            }
        }
        MostPerSecond = Robust.Median([.. seen.Select(one => one.Cached.PerSecond)]);
        return Figure(seen);

        Task<ServedBlock> CachedAsync() =>
            AskAsync(platform.Cached, hot, platform.Stores.Redis!.Id, ct);

        Task<ServedBlock> UncachedAsync() =>
            AskAsync(platform.Uncached, plain, platform.Stores.Postgres.Id, ct);

        Task<ServedBlock> RedisAsync() =>
            RedisAlone.RunAsync(platform.Stores.Redis!, platform.Database, $"video:{hot}", ct);
    }

    private static Task<ServedBlock> AskAsync(
        PlatformProgram api,
        Guid video,
        int store,
        CancellationToken ct
    ) =>
        ServedBlock.RunAsync(
            Endpoint.Direct(api.Name, api.Client.BaseAddress!),
            $"/v1/videos/{video}",
            [api.Id, store],
            ct
        );

    private static BenchFigure Figure(
        IReadOnlyList<(ServedBlock Cached, ServedBlock Uncached, ServedBlock Redis)> seen
    )
    {
        var errors = seen.Sum(one => one.Cached.Errors + one.Uncached.Errors);
        if (errors > 0)
            return BlockFigure.Failed(Name, $"< {Bound:0}x", $"{errors} requests failed");
        var ratio = RatioOfPairs.Of([.. seen.Select(one => one.Cached.Cost / one.Uncached.Cost)]);
        var alone = RatioOfPairs.Of([.. seen.Select(one => one.Cached.Cost / one.Redis.Cost)]);
        return new(
            Name,
            BlockFigure.Microseconds(seen.Select(one => one.Cached)),
            BlockFigure.Microseconds(seen.Select(one => one.Uncached)),
            BlockFigure.Text(ratio),
            $"< {Bound:0}x",
            ratio.AtMost(Bound),
            [
                $"{BlockFigure.Rate(seen.Select(one => one.Cached))} requests/s with the cache, {BlockFigure.Rate(seen.Select(one => one.Uncached))} without; API and Redis, beside API and PostgreSQL",
                $"Redis alone (redis-benchmark GET, no pipelining): {BlockFigure.Microseconds(seen.Select(one => one.Redis))}; the cached API costs {BlockFigure.Text(alone)} of it",
            ],
            new JsonObject
            {
                ["bound"] = Bound,
                ["ratio"] = BlockFigure.Json(ratio),
                ["besideRedisAlone"] = BlockFigure.Json(alone),
                ["cached"] = BlockFigure.Numbers(seen.Select(one => one.Cached.Cost)),
                ["uncached"] = BlockFigure.Numbers(seen.Select(one => one.Uncached.Cost)),
                ["redis"] = BlockFigure.Numbers(seen.Select(one => one.Redis.Cost)),
            }
        );
    }
}
