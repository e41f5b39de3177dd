using Npgsql;

namespace Verify.VideoPlatform.Jobs;

/// <summary>Waits for jobs: PostgreSQL tells of new ones; leases that end tell nobody, so there is a look now and then too.</summary>
internal sealed class JobSignal(NpgsqlDataSource database) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? connection;

    public async Task WaitAsync(CancellationToken ct)
    {
        try
        {
            if (connection is null)
            {
                connection = await database.OpenConnectionAsync(ct);
                await using var listen = new NpgsqlCommand("LISTEN jobs", connection);
                await listen.ExecuteNonQueryAsync(ct);
                // One may have come before we listened.
                return;
            }
            await connection.WaitAsync(BetweenLooks, ct);
        }
        catch (NpgsqlException)
        {
            await DisposeAsync();
            await Task.Delay(BetweenLooks, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is { } lost)
        {
            connection = null;
            await lost.DisposeAsync();
        }
    }
}
