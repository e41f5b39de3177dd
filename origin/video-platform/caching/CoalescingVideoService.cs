using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>As designed: callers share a look-up before the cache is asked.</summary>
internal sealed class CoalescingVideoService(IVideoService videos, IFlights flights) : IVideoService
{
    public Task<Video> CreateAsync(NewVideo video, CancellationToken ct) =>
        videos.CreateAsync(video, ct);

    public Task<Video?> GetAsync(Guid id, CancellationToken ct) =>
        flights.JoinAsync(new(id, null), token => videos.GetAsync(id, token), ct);

    public Task<ProcessOutcome> ProcessAsync(Guid id, bool again, CancellationToken ct) =>
        videos.ProcessAsync(id, again, ct);
}
