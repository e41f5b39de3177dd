using Dapper;
using Npgsql;

namespace Verify.VideoPlatform.Jobs;

/// <summary>Versions whose objects may be removed.</summary>
internal sealed class RetiredVersions(NpgsqlDataSource database, TimeSpan lease)
{
    private const string Due = """
        SELECT video_id AS VideoId, version, prefix FROM versions
        WHERE retire_at <= now() ORDER BY retire_at LIMIT 1
        """;

    // What an attempt was storing when it was stopped, or had sent to a slow S3, can arrive long after its lease has ended:
    // there are more looks, each after twice as long. Six take 31 leases.
    private const int Looks = 6;

    private const string Swept = """
        UPDATE versions SET sweeps = sweeps + 1,
            state = CASE WHEN sweeps + 1 >= @Looks THEN 'removed' ELSE state END,
            retire_at = CASE WHEN sweeps + 1 < @Looks THEN now() + @lease * (2 ^ sweeps) END
        WHERE video_id = @VideoId AND version = @Version AND retire_at <= now()
        """;

    public async Task<RetiredVersion?> NextAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<RetiredVersion>(
            new(Due, cancellationToken: ct)
        );
    }

    public async Task SweptAsync(RetiredVersion version, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new(
                Swept,
                new
                {
                    version.VideoId,
                    version.Version,
                    lease,
                    Looks,
                },
                cancellationToken: ct
            )
        );
    }
}

/// <summary>A version that nobody needs any more, and what the names of its objects begin with.</summary>
internal sealed record RetiredVersion(Guid VideoId, int Version, string Prefix);
