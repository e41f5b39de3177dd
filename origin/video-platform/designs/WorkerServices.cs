using Npgsql;
using Verify.VideoPlatform.Caching;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Jobs;
using Verify.VideoPlatform.Outputs;
using Verify.VideoPlatform.Settings;
using Verify.VideoPlatform.Storage;
using Verify.VideoPlatform.Worker;

namespace Verify.VideoPlatform.Designs;

/// <summary>What a worker has besides.</summary>
internal static class WorkerServices
{
    public static void Add(IServiceCollection services, PlatformSettings settings)
    {
        var (lease, keep) = (settings.Jobs.Lease, settings.Output.Keep);
        services
            .AddSingleton(settings.Jobs)
            .AddSingleton(_ => new ObjectStore(settings.S3))
            .AddSingleton(all => new JobQueue(
                all.GetRequiredService<NpgsqlDataSource>(),
                all.GetRequiredService<IOutputNames>(),
                lease
            ))
            .AddSingleton(all => new JobEnd(
                all.GetRequiredService<NpgsqlDataSource>(),
                all.GetRequiredService<IInvalidationLog>(),
                keep
            ))
            .AddSingleton(all => new RetiredVersions(
                all.GetRequiredService<NpgsqlDataSource>(),
                lease
            ))
            .AddSingleton<JobSignal>()
            .AddSingleton<WorkerLog>()
            .AddSingleton<TranscodeService>()
            .AddSingleton<JobAttempt>()
            .AddSingleton<Sweeper>()
            .AddHostedService<JobLoop>();
        if (settings.Traits.Output == Output.Versioned)
            services.AddSingleton<IPublication>(all => new MasterSwitch(
                all.GetRequiredService<ObjectStore>(),
                all.GetRequiredService<IOutputNames>(),
                all.GetRequiredService<JobQueue>(),
                settings.Output.MasterMaxAge
            ));
        else
            services.AddSingleton<IPublication, AlreadyPublished>();
        AddChore(services, all => all.GetRequiredService<Sweeper>());
        if (settings.Traits is { Caches: true, Invalidation: Invalidation.Fenced })
            AddChore(services, all => new RelayChore(all.GetRequiredService<InvalidationRelay>()));
    }

    // Not AddHostedService: that adds a type once.
    private static void AddChore(
        IServiceCollection services,
        Func<IServiceProvider, IChore> chore
    ) =>
        services.AddSingleton<IHostedService>(all => new ChoreLoop(
            chore(all),
            all.GetRequiredService<WorkerLog>()
        ));
}
