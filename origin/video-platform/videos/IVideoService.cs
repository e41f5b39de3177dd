using Verify.VideoPlatform.Invalidations;

namespace Verify.VideoPlatform.Videos;

/// <summary>Videos: what the API does, with or without a cache.</summary>
internal interface IVideoService
{
    Task<Video> CreateAsync(NewVideo video, CancellationToken ct);

    Task<Video?> GetAsync(Guid id, CancellationToken ct);

    /// <summary>Has a video made; with <paramref name="again"/>, one that is ready already.</summary>
    Task<ProcessOutcome> ProcessAsync(Guid id, bool again, CancellationToken ct);
}

/// <summary>What came of the wish to have a video made.</summary>
/// <param name="Video">As it is now, or null where there is none.</param>
/// <param name="Accepted">Whether a job was added; if not, the video's status, or a job under way, did not allow it.</param>
internal sealed record ProcessOutcome(Video? Video, bool Accepted, long? PendingInvalidation)
    : IWritten;
