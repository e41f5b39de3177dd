namespace Verify.VideoPlatform.Invalidations;

/// <summary>The outcome of a write to the database.</summary>
internal interface IWritten
{
    /// <summary>The pending invalidation that was committed with it, or null where none is needed.</summary>
    long? PendingInvalidation { get; }
}
