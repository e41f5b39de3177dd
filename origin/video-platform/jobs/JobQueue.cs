using Dapper;
using Npgsql;
using Verify.VideoPlatform.Outputs;

namespace Verify.VideoPlatform.Jobs;

/// <summary>Jobs in PostgreSQL. Its clock alone says when a lease ends.</summary>
/// <param name="length">Of a lease.</param>
internal sealed class JobQueue(NpgsqlDataSource database, IOutputNames names, TimeSpan length)
{
    private const string Claim = """
        WITH due AS (
            SELECT id FROM jobs WHERE state IN ('waiting', 'running') AND due_at <= now()
            ORDER BY due_at, id FOR UPDATE SKIP LOCKED LIMIT 1
        )
        UPDATE jobs SET state = 'running', attempts = attempts + 1, lease = gen_random_uuid(),
            due_at = now() + @length, updated_at = now()
        FROM due, videos WHERE jobs.id = due.id AND videos.id = jobs.video_id
        RETURNING jobs.id, jobs.video_id AS VideoId, jobs.lease, jobs.attempts AS Attempt,
            videos.original_url AS OriginalUrl
        """;

    private const string Uploaded =
        "SELECT version FROM versions WHERE job_id = @Id AND state = 'uploaded'";

    // What an attempt that is gone has stored is removed by whoever sweeps next.
    private const string Abandon = """
        UPDATE versions SET state = 'abandoned', retire_at = CASE WHEN prefix IS NOT NULL THEN now() END
        WHERE job_id = @Id AND state = 'making'
        """;

    // Jobs of one video come one after the other, so nobody else counts at the same time.
    private const string Count =
        "SELECT coalesce(max(version), 0) + 1 FROM versions WHERE video_id = @VideoId";

    private const string Begin = """
        INSERT INTO versions (video_id, version, job_id, prefix)
        VALUES (@VideoId, @version, @Id, @prefix)
        """;

    /// <returns>The next attempt that is due, or null.</returns>
    public async Task<Job?> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        CommandDefinition Does(string text, object with) =>
            new(text, with, transaction, cancellationToken: ct);

        var claimed = await connection.QuerySingleOrDefaultAsync<Claimed>(
            Does(Claim, new { length })
        );
        if (claimed is null)
            return null;
        var uploaded = await connection.QuerySingleOrDefaultAsync<int?>(Does(Uploaded, claimed));
        var version = uploaded ?? await connection.QuerySingleAsync<int>(Does(Count, claimed));
        if (uploaded is null)
        {
            await connection.ExecuteAsync(Does(Abandon, claimed));
            var prefix = names.IsOwn ? names.Prefix(claimed.VideoId, version) : null;
            await connection.ExecuteAsync(
                Does(
                    Begin,
                    new
                    {
                        claimed.VideoId,
                        version,
                        claimed.Id,
                        prefix,
                    }
                )
            );
        }
        await transaction.CommitAsync(ct);
        return new(
            claimed.Id,
            claimed.VideoId,
            claimed.Lease,
            claimed.Attempt,
            claimed.OriginalUrl,
            version,
            uploaded is not null
        );
    }

    /// <exception cref="LeaseLost">It has ended.</exception>
    public Task RenewAsync(Job job, CancellationToken ct) =>
        MustStillBeOursAsync(
            "UPDATE jobs SET due_at = now() + @length WHERE id = @Id AND lease = @Lease AND state = 'running'",
            new
            {
                job.Id,
                job.Lease,
                length,
            },
            job,
            ct
        );

    /// <summary>Gives it back, to be tried again after a while.</summary>
    /// <exception cref="LeaseLost">It has ended.</exception>
    public Task GiveBackAsync(Job job, TimeSpan pause, string why, CancellationToken ct) =>
        MustStillBeOursAsync(
            """
            UPDATE jobs SET state = 'waiting', lease = NULL, due_at = now() + @pause, error = @why,
                updated_at = now()
            WHERE id = @Id AND lease = @Lease AND state = 'running'
            """,
            new
            {
                job.Id,
                job.Lease,
                pause,
                why,
            },
            job,
            ct
        );

    private async Task MustStillBeOursAsync(string text, object with, Job job, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await connection.ExecuteAsync(new(text, with, cancellationToken: ct)) != 1)
            throw new LeaseLost(job.Id);
    }

    private sealed record Claimed(
        long Id,
        Guid VideoId,
        Guid Lease,
        int Attempt,
        string OriginalUrl
    );
}
