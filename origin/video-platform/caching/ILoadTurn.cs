using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>Which process may load a video that is not cached.</summary>
internal interface ILoadTurn
{
    Task<Video?> TakeAsync(Guid id, Func<Task<Video?>> load, CancellationToken ct);
}

/// <summary>As designed: each process, on its own.</summary>
internal sealed class OwnTurn : ILoadTurn
{
    public Task<Video?> TakeAsync(Guid id, Func<Task<Video?>> load, CancellationToken ct) => load();
}
