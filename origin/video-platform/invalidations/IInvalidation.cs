namespace Verify.VideoPlatform.Invalidations;

/// <summary>Carries out a write to the database, and gets what was before it out of the cache.</summary>
internal interface IInvalidation
{
    Task<T> AroundAsync<T>(
        Guid videoId,
        Func<CancellationToken, Task<T>> write,
        CancellationToken ct
    )
        where T : IWritten;
}

/// <summary>Where nothing is cached, a write is all there is to do.</summary>
internal sealed class NoInvalidation : IInvalidation
{
    public Task<T> AroundAsync<T>(
        Guid videoId,
        Func<CancellationToken, Task<T>> write,
        CancellationToken ct
    )
        where T : IWritten => write(ct);
}
