using Verify.VideoPlatform.Caching;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Settings;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Designs;

/// <summary>The designs' table of contents, its second page: which class of the cache stands for which trait.</summary>
internal static class CacheServices
{
    public static async Task AddAsync(
        IServiceCollection services,
        PlatformSettings settings,
        Invalidation invalidation,
        PlatformMetrics metrics
    )
    {
        var (traits, ttl) = (settings.Traits, settings.Redis.Ttl);
        services.AddSingleton<CachedVideos>().AddSingleton<PlainDelete>();
        var redis = await RedisAsync(settings, metrics);
        services.AddSingleton(_ => redis);
        services.AddSingleton<IFill>(all =>
            traits.Fence
                ? new FencedFill(all.GetRequiredService<IRedisLink>(), ttl)
                : new PlainFill(all.GetRequiredService<IRedisLink>(), ttl)
        );
        services.AddSingleton<IFlights>(
            (traits.Singleflight, traits.Leader) switch
            {
                (Singleflight.None, _) => new NoFlights(),
                (_, Leader.Bound) => new LeaderBoundFlights(metrics),
                _ => new DetachedFlights(metrics),
            }
        );
        services.AddSingleton(
            typeof(ILoadTurn),
            traits.Singleflight == Singleflight.Shared ? typeof(SharedTurn) : typeof(OwnTurn)
        );
        services.AddSingleton(
            typeof(IInvalidation),
            invalidation switch
            {
                Invalidation.DeleteBeforeWrite => typeof(DeleteBeforeWrite),
                Invalidation.WriteBeforeDelete => typeof(WriteBeforeDelete),
                _ => typeof(FencedInvalidation),
            }
        );
        if (invalidation == Invalidation.Fenced)
            services
                .AddSingleton<InvalidationRelay>()
                .AddSingleton<IInvalidationLog>(all =>
                    all.GetRequiredService<PendingInvalidations>()
                )
                .AddHostedService<CatchUpOnReturn>();
        else
            services.AddSingleton<IInvalidationLog, NoInvalidationLog>();
        services.AddSingleton(all => VideosOf(all, traits));
    }

    private static async Task<IRedisLink> RedisAsync(
        PlatformSettings settings,
        PlatformMetrics metrics
    )
    {
        if (!settings.Traits.Fallback)
            return await DirectRedis.ConnectAsync(settings.Redis, metrics);
        // Before there is a host it has a log of its own.
        var log = LoggerFactory.Create(PlatformLog.Configure).CreateLogger<RedisLog>();
        return await GuardedRedis.ConnectAsync(settings.Redis, metrics, new(log));
    }

    // Where callers share before the cache is asked, they need not share once more after it.
    private static IVideoService VideosOf(IServiceProvider all, Traits traits)
    {
        var flights = all.GetRequiredService<IFlights>();
        var metrics = all.GetRequiredService<PlatformMetrics>();
        var cached = new CachedVideoService(
            all.GetRequiredKeyedService<IVideoService>(PlatformServices.Stored),
            all.GetRequiredService<CachedVideos>(),
            all.GetRequiredService<IFill>(),
            traits.JoinsBeforeLookup ? new NoFlights() : flights,
            BypassOf(traits, flights, metrics),
            all.GetRequiredService<ILoadTurn>(),
            all.GetRequiredService<IInvalidation>(),
            metrics
        );
        return traits.JoinsBeforeLookup ? new CoalescingVideoService(cached, flights) : cached;
    }

    private static IFlights BypassOf(Traits traits, IFlights flights, PlatformMetrics metrics) =>
        traits switch
        {
            { JoinsBeforeLookup: true } => new NoFlights(),
            { Singleflight: Singleflight.None } => flights,
            { Fence: true } => new QueuedFlights(metrics),
            _ => flights,
        };
}
