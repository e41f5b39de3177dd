using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verify.VideoPlatform.Caching;
using Verify.VideoPlatform.Designs;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Settings;
using Verify.VideoPlatform.Videos;

namespace Verify.Tests.VideoPlatform;

/// <summary>A platform as one process has it, composed by its own table of contents, whose videos can be held.</summary>
internal sealed class HeldPlatform : IAsyncDisposable
{
    private readonly ServiceProvider all;

    private HeldPlatform(ServiceProvider all) => this.all = all;

    public IVideoService Videos => all.GetRequiredService<IVideoService>();
    public HeldVideos Stored =>
        (HeldVideos)all.GetRequiredKeyedService<IVideoService>(PlatformServices.Stored);
    public PlatformMetrics Metrics => all.GetRequiredService<PlatformMetrics>();
    public InvalidationRelay Relay => all.GetRequiredService<InvalidationRelay>();

    public static async Task<HeldPlatform> StartAsync(PlatformSettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        await PlatformServices.AddAsync(services, settings, settings.Traits.Invalidation);
        services.AddSingleton<VideoService>();
        services.AddKeyedSingleton<IVideoService>(
            PlatformServices.Stored,
            (one, _) => new HeldVideos(one.GetRequiredService<VideoService>())
        );
        var all = services.BuildServiceProvider();
        foreach (var hosted in all.GetServices<IHostedService>())
            await hosted.StartAsync(default);
        return new(all);
    }

    public async Task<Guid> NewVideoAsync(CancellationToken ct) =>
        (
            await Videos.CreateAsync(
                new(Guid.NewGuid(), "A title", "lavfi:testsrc2=duration=2"),
                ct
            )
        ).Id;

    /// <summary>As the API spells it.</summary>
    public async Task<string> StatusAsync(Guid id, CancellationToken ct) =>
        VideoStatusWord.Of((await Videos.GetAsync(id, ct))!.Status);

    public ValueTask DisposeAsync() => all.DisposeAsync();
}
