using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Caching;

/// <summary>How a video that was read from the database gets into the cache.</summary>
internal interface IFill
{
    /// <summary>Asked before the database is: the generation of what it will say, or null where there are none.</summary>
    Task<long?> BeginAsync(Guid id);

    /// <returns>False where it was refused.</returns>
    Task<bool> LandAsync(Video video, long? generation);
}
