using Dapper;
using Npgsql;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Metrics;

namespace Verify.VideoPlatform.Videos;

/// <summary>Videos in PostgreSQL.</summary>
internal sealed class VideoService(
    NpgsqlDataSource database,
    IInvalidationLog invalidations,
    PlatformMetrics metrics
) : IVideoService
{
    private const string Columns = VideoRow.Columns;

    public async Task<Video> CreateAsync(NewVideo video, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        metrics.Queries.WithLabels("create").Inc();
        var row = await connection.QuerySingleAsync<VideoRow>(
            new(
                $"""
                INSERT INTO videos (id, user_id, title, original_url)
                VALUES (gen_random_uuid(), @UserId, @Title, @OriginalUrl) RETURNING {Columns}
                """,
                video,
                cancellationToken: ct
            )
        );
        return row.Video;
    }

    public async Task<Video?> GetAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        metrics.Queries.WithLabels("get").Inc();
        var row = await connection.QuerySingleOrDefaultAsync<VideoRow>(
            new($"SELECT {Columns} FROM videos WHERE id = @id", new { id }, cancellationToken: ct)
        );
        return row?.Video;
    }

    public async Task<ProcessOutcome> ProcessAsync(Guid id, bool again, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        metrics.Queries.WithLabels("process").Inc();
        var row = await connection.QuerySingleOrDefaultAsync<VideoRow>(
            new(
                $"SELECT {Columns} FROM videos WHERE id = @id FOR UPDATE",
                new { id },
                transaction,
                cancellationToken: ct
            )
        );
        if (row is null)
            return new(null, Accepted: false, null);
        // A video made again stays READY, and its viewers stay with what there is, until the new version is there.
        var wanted = again ? VideoStatus.Ready : VideoStatus.PendingUpload;
        if (row.Video.Status != wanted || !await AddJobAsync(id, transaction, ct))
            return new(row.Video, Accepted: false, null);
        if (!again)
            row = await connection.QuerySingleAsync<VideoRow>(
                new(
                    $"""
                    UPDATE videos SET status = 'PROCESSING', updated_at = now() WHERE id = @id
                    RETURNING {Columns}
                    """,
                    new { id },
                    transaction,
                    cancellationToken: ct
                )
            );
        var pending = await invalidations.NoteAsync(id, transaction, ct);
        await transaction.CommitAsync(ct);
        return new(row.Video, Accepted: true, pending);
    }

    // False where one is under way. PostgreSQL tells the workers when the transaction commits, and not before.
    private static async Task<bool> AddJobAsync(
        Guid id,
        NpgsqlTransaction transaction,
        CancellationToken ct
    ) =>
        await transaction.Connection!.ExecuteScalarAsync<string?>(
            new(
                """
                WITH added AS (
                    INSERT INTO jobs (video_id) VALUES (@id) ON CONFLICT DO NOTHING RETURNING id
                )
                SELECT pg_notify('jobs', id::text)::text FROM added
                """,
                new { id },
                transaction,
                cancellationToken: ct
            )
        )
            is not null;
}
