using StackExchange.Redis;

namespace Verify.VideoPlatform.Caching;

/// <summary>
/// The fence, as scripts that Redis carries out whole. A fill needs the generation that was current before its read, and an
/// invalidation moves that on: also where there is no value yet, but one on its way.
/// </summary>
internal static class GenerationScripts
{
    // Longer than any read of the database takes. A generation that is gone, by its age, by eviction or with Redis itself,
    // refuses every fill that knew it.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    // The clock makes one that was never there before.
    private const string Current = """
        local generation = redis.call('GET', KEYS[1])
        if not generation then
            local time = redis.call('TIME')
            generation = string.format('%d%06d', time[1], time[2])
            redis.call('SET', KEYS[1], generation)
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return tonumber(generation)
        """;

    private const string Fill = """
        if redis.call('GET', KEYS[2]) ~= ARGV[1] then
            return 0
        end
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        return 1
        """;

    // Where there is no generation no fill is under way that could land. Who loads now loads what is old: the next caller
    // does not wait for that.
    private const string MoveOn = """
        redis.call('DEL', KEYS[1], KEYS[3])
        if redis.call('EXISTS', KEYS[2]) == 1 then
            redis.call('INCR', KEYS[2])
        end
        return 1
        """;

    public static async Task<long> CurrentAsync(IDatabase database, Guid id) =>
        (long)
            await database.ScriptEvaluateAsync(
                Current,
                [CacheKey.Generation(id)],
                [(long)Kept.TotalMilliseconds]
            );

    public static async Task<bool> FillAsync(
        IDatabase database,
        Guid id,
        long generation,
        RedisValue value,
        TimeSpan ttl
    ) =>
        (long)
            await database.ScriptEvaluateAsync(
                Fill,
                [CacheKey.Value(id), CacheKey.Generation(id)],
                [generation, value, (long)Math.Max(1, ttl.TotalMilliseconds)]
            ) == 1;

    public static async Task<bool> MoveOnAsync(IDatabase database, Guid id) =>
        (long)
            await database.ScriptEvaluateAsync(
                MoveOn,
                [CacheKey.Value(id), CacheKey.Generation(id), CacheKey.Loading(id)],
                []
            ) == 1;
}
