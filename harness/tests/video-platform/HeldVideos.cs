using Verify.VideoPlatform.Videos;

namespace Verify.Tests.VideoPlatform;

/// <summary>The videos of PostgreSQL, with a place to stop at after each read and before each write.</summary>
internal sealed class HeldVideos(IVideoService videos) : IVideoService
{
    private int reads;

    /// <summary>How often PostgreSQL was asked.</summary>
    public int Reads => reads;

    public Func<CancellationToken, Task> AfterRead { get; set; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> BeforeWrite { get; set; } = _ => Task.CompletedTask;

    public Task<Video> CreateAsync(NewVideo video, CancellationToken ct) =>
        videos.CreateAsync(video, ct);

    public async Task<Video?> GetAsync(Guid id, CancellationToken ct)
    {
        Interlocked.Increment(ref reads);
        var video = await videos.GetAsync(id, ct);
        await AfterRead(ct);
        return video;
    }

    public async Task<ProcessOutcome> ProcessAsync(Guid id, bool again, CancellationToken ct)
    {
        await BeforeWrite(ct);
        return await videos.ProcessAsync(id, again, ct);
    }
}
