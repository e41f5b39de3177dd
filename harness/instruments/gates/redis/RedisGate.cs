namespace Verify.Instruments.Gates.Redis;

/// <summary>Opens gates in front of a Redis.</summary>
public static class RedisGate
{
    public static Task<Gate<RedisCommand>> OpenAsync(GatePlace place) =>
        Gate<RedisCommand>.OpenAsync(place, () => new RedisReader());
}
