using Dapper;
using Npgsql;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Outputs;

namespace Verify.VideoPlatform.Jobs;

/// <summary>The ends of a job, each one transaction that counts only while the lease is the attempt's own.</summary>
internal sealed class JobEnd(
    NpgsqlDataSource database,
    IInvalidationLog invalidations,
    TimeSpan keep
)
{
    private const string Close = """
        UPDATE jobs SET state = @state, lease = NULL, error = @error, updated_at = now()
        WHERE id = @Id AND lease = @Lease AND state = 'running'
        """;

    // From here on the version is whole: whoever has the job next publishes it, and makes no other.
    private const string Uploaded = """
        UPDATE versions SET state = 'uploaded'
        WHERE video_id = @VideoId AND version = @Version AND state = 'making'
            AND EXISTS (SELECT FROM jobs WHERE id = @Id AND lease = @Lease AND state = 'running' FOR UPDATE)
        """;

    // Viewers who have an older playlist still need its segments.
    private const string Supersede = """
        UPDATE versions SET state = 'superseded',
            retire_at = CASE WHEN prefix IS NOT NULL THEN now() + @keep END
        WHERE video_id = @VideoId AND state = 'published'
        """;

    private const string Publish = """
        UPDATE versions SET state = 'published' WHERE video_id = @VideoId AND version = @Version
        """;

    private const string Ready = """
        UPDATE videos SET status = 'READY', hls_url = @hlsUrl, updated_at = now() WHERE id = @VideoId
        """;

    private const string Abandon = """
        UPDATE versions SET state = 'abandoned', retire_at = CASE WHEN prefix IS NOT NULL THEN now() END
        WHERE job_id = @Id AND state IN ('making', 'uploaded')
        """;

    // A video that was ready before stays so, with the version that it has.
    private const string Failed = """
        UPDATE videos SET status = 'FAILED', updated_at = now()
        WHERE id = @VideoId AND status = 'PROCESSING'
        """;

    /// <summary>Everything of the version is stored.</summary>
    /// <exception cref="LeaseLost">The lease has ended.</exception>
    public async Task UploadedAsync(Job job, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await connection.ExecuteAsync(new(Uploaded, job, cancellationToken: ct)) != 1)
            throw new LeaseLost(job.Id);
    }

    /// <summary>The video is ready.</summary>
    /// <exception cref="LeaseLost">The lease has ended.</exception>
    public Task<JobEnded> ReadyAsync(Job job, CancellationToken ct) =>
        EndAsync(
            job,
            "done",
            error: null,
            [Supersede, Publish, Ready],
            new
            {
                job.VideoId,
                job.Version,
                keep,
                hlsUrl = MasterName.Of(job.VideoId),
            },
            ct
        );

    /// <summary>It cannot be made.</summary>
    /// <exception cref="LeaseLost">The lease has ended.</exception>
    public Task<JobEnded> FailedAsync(Job job, string why, CancellationToken ct) =>
        EndAsync(job, "failed", why, [Abandon, Failed], new { job.Id, job.VideoId }, ct);

    private async Task<JobEnded> EndAsync(
        Job job,
        string state,
        string? error,
        string[] statements,
        object with,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        Task<int> Does(string text, object values) =>
            connection.ExecuteAsync(new(text, values, transaction, cancellationToken: ct));

        // First: whoever else ends the job at the same time waits here, and then finds it ended.
        if (
            await Does(
                Close,
                new
                {
                    state,
                    error,
                    job.Id,
                    job.Lease,
                }
            ) != 1
        )
            throw new LeaseLost(job.Id);
        foreach (var statement in statements)
            await Does(statement, with);
        var pending = await invalidations.NoteAsync(job.VideoId, transaction, ct);
        await transaction.CommitAsync(ct);
        return new(pending);
    }
}

/// <summary>A job has ended, and its video changed with it.</summary>
internal sealed record JobEnded(long? PendingInvalidation) : IWritten;
