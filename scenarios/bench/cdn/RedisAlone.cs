using System.Diagnostics;
using Verify.Engine.Linux;
using Verify.Engine.Programs;
using Verify.Fixtures.Redis;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>Redis asked for the same key by redis-benchmark, one question at a time on each connection.</summary>
internal static class RedisAlone
{
    public const string Program = "redis-benchmark";

    private const int Requests = 50_000;
    private const int Connections = 16;

    /// <param name="database">Of Redis.</param>
    public static async Task<ServedBlock> RunAsync(
        RedisServer redis,
        string database,
        string key,
        CancellationToken ct
    )
    {
        var (before, asked) = (ProcessFamily.Of(redis.Id), ProcessorTime.OfEndedChildren());
        var clock = Stopwatch.StartNew();
        await Command.MustAsync(
            [
                BenchmarkService.Redis.MustFind(),
                "-h",
                "127.0.0.1",
                "-p",
                $"{redis.Settings.Port}",
                "--dbnum",
                database,
                "-c",
                $"{Connections}",
                "-n",
                $"{Requests}",
                "-P",
                "1",
                "-q",
                "GET",
                key,
            ],
            ct
        );
        return new(
            Requests,
            Errors: 0,
            clock.Elapsed,
            ProcessFamily.Of(redis.Id).Since(before),
            ProcessorTime.OfEndedChildren() - asked
        );
    }
}
