using Dapper;
using Npgsql;

namespace Verify.VideoPlatform.Invalidations;

/// <summary>Notes, in the transaction that changes a video, that the cache has to be told.</summary>
internal interface IInvalidationLog
{
    Task<long?> NoteAsync(Guid videoId, NpgsqlTransaction transaction, CancellationToken ct);
}

/// <summary>Nothing is noted: what is not told to the cache at once never is.</summary>
internal sealed class NoInvalidationLog : IInvalidationLog
{
    public Task<long?> NoteAsync(
        Guid videoId,
        NpgsqlTransaction transaction,
        CancellationToken ct
    ) => Task.FromResult<long?>(null);
}

/// <summary>Invalidations as rows, so that none is lost between COMMIT and Redis.</summary>
internal sealed class PendingInvalidations(NpgsqlDataSource database) : IInvalidationLog
{
    // As many as are told at once; a longer list is told in several goes.
    private const int Most = 1000;

    public async Task<long?> NoteAsync(
        Guid videoId,
        NpgsqlTransaction transaction,
        CancellationToken ct
    ) =>
        await transaction.Connection!.ExecuteScalarAsync<long>(
            new(
                "INSERT INTO pending_invalidations (video_id) VALUES (@videoId) RETURNING id",
                new { videoId },
                transaction,
                cancellationToken: ct
            )
        );

    /// <summary>Those that were committed longer ago than this and have not been told yet.</summary>
    public async Task<IReadOnlyList<PendingInvalidation>> ListAsync(
        TimeSpan age,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return
        [
            .. await connection.QueryAsync<PendingInvalidation>(
                new(
                    """
                    SELECT id, video_id AS VideoId FROM pending_invalidations
                    WHERE created_at <= clock_timestamp() - @age ORDER BY id LIMIT @Most
                    """,
                    new { age, Most },
                    cancellationToken: ct
                )
            ),
        ];
    }

    public async Task ForgetAsync(long id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new(
                "DELETE FROM pending_invalidations WHERE id = @id",
                new { id },
                cancellationToken: ct
            )
        );
    }
}

/// <summary>An invalidation that the cache has not been told yet.</summary>
internal sealed record PendingInvalidation(long Id, Guid VideoId);
