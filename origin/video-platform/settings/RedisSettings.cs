namespace Verify.VideoPlatform.Settings;

/// <summary>How Redis is reached, and for how long it keeps a video.</summary>
internal sealed record RedisSettings(
    string Host,
    int Port,
    string Password,
    int Database,
    TimeSpan Ttl
)
{
    private static readonly TimeSpan SeedsTtl = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MostTtl = TimeSpan.FromDays(7);

    public static RedisSettings Read(EnvironmentReader environment) =>
        new(
            environment.Text("REDIS_HOST", "localhost"),
            environment.Number("REDIS_PORT", 6379, 1, Ports.Most),
            environment.Text("REDIS_PASSWORD", ""),
            environment.Number("REDIS_DB", 0, 0, 15),
            environment.Duration("REDIS_TTL", SeedsTtl, MostTtl)
        );
}
