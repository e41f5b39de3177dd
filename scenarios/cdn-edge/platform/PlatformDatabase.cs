using Npgsql;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>A design's database, asked past its gate and past the platform: what is really stored.</summary>
internal sealed class PlatformDatabase(string connectionString)
{
    // None is kept: it would be a client that nobody expects.
    private readonly string text = $"{connectionString};Pooling=false";

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(text);
        await connection.OpenAsync(ct);
        return connection;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken ct
    )
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var all = new List<T>();
        while (await reader.ReadAsync(ct))
            all.Add(read(reader));
        return all;
    }

    public async Task DoAsync(string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Ends the jobs that other steps have left for nobody: a worker that is started now would begin with them.</summary>
    public Task ForgetJobsAsync(CancellationToken ct) =>
        DoAsync("UPDATE jobs SET state = 'failed' WHERE state IN ('waiting', 'running')", ct);
}
