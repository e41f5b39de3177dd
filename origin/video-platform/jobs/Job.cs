namespace Verify.VideoPlatform.Jobs;

/// <summary>An attempt at making a video.</summary>
/// <param name="Lease">By this the attempt is known: another has another.</param>
/// <param name="Version">The version that it makes.</param>
/// <param name="IsUploaded">Whether an earlier attempt has stored all of it, so that it only has to be published.</param>
internal sealed record Job(
    long Id,
    Guid VideoId,
    Guid Lease,
    int Attempt,
    string OriginalUrl,
    int Version,
    bool IsUploaded
);

/// <summary>The lease has ended and the job is another's: nothing more of this attempt counts.</summary>
internal sealed class LeaseLost(long job) : Exception($"The lease of job {job} has ended.");
