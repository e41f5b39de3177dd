using Verify.VideoPlatform.Database;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Outputs;
using Verify.VideoPlatform.Settings;
using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Designs;

/// <summary>The designs' table of contents, its first page: what there is with and without a cache.</summary>
internal static class PlatformServices
{
    /// <summary>The key of the videos that are asked for where the cache has none.</summary>
    public const string Stored = "stored";

    /// <param name="invalidation">How this process's writes get what was before them out of the cache.</param>
    /// <exception cref="Redis.RedisUnavailable">Redis does not answer, and the design does not start without it.</exception>
    public static async Task AddAsync(
        IServiceCollection services,
        PlatformSettings settings,
        Invalidation invalidation
    )
    {
        var (traits, metrics) = (settings.Traits, new PlatformMetrics());
        services
            .AddSingleton(settings.Output)
            .AddSingleton(traits)
            .AddSingleton(metrics)
            .AddSingleton(TimeProvider.System)
            // Made by a delegate: what is only handed over is not disposed of.
            .AddSingleton(_ => DataSource.Of(settings.Postgres))
            .AddSingleton<PendingInvalidations>()
            .AddKeyedSingleton<IVideoService, VideoService>(Stored);
        services.AddSingleton<IOutputNames>(
            traits.Output == Output.Versioned ? new VersionedNames() : new StableNames()
        );
        if (traits.Caches)
            await CacheServices.AddAsync(services, settings, invalidation, metrics);
        else
            services
                .AddSingleton<IInvalidationLog, NoInvalidationLog>()
                .AddSingleton<IInvalidation, NoInvalidation>()
                .AddSingleton(all => all.GetRequiredKeyedService<IVideoService>(Stored));
    }
}
