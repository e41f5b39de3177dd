using System.Collections.Concurrent;
using Npgsql;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>
/// PostgreSQL's own word on when a status was committed, and how often: a trigger notes it in the same transaction, and the
/// server tells of it when that commits. It is taken away again.
/// </summary>
internal sealed class StatusWitness : IAsyncDisposable
{
    private const string Install = """
        CREATE TABLE witnessed (id bigint GENERATED ALWAYS AS IDENTITY, video_id uuid NOT NULL, status text NOT NULL);
        CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO witnessed (video_id, status) VALUES (NEW.id, NEW.status);
            PERFORM pg_notify('witnessed', NEW.id || ' ' || NEW.status);
            RETURN NULL;
        END $$;
        CREATE TRIGGER witness AFTER UPDATE OF status ON videos FOR EACH ROW EXECUTE FUNCTION witness();
        """;

    private const string Remove = """
        DROP TRIGGER IF EXISTS witness ON videos;
        DROP FUNCTION IF EXISTS witness;
        DROP TABLE IF EXISTS witnessed;
        """;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Instant>> told = new();
    private readonly CancellationTokenSource ends = new();
    private readonly PlatformDatabase database;
    private readonly NpgsqlConnection connection;
    private readonly Task listening;

    private StatusWitness(PlatformDatabase database, NpgsqlConnection connection)
    {
        (this.database, this.connection) = (database, connection);
        connection.Notification += (_, what) => Of(what.Payload).TrySetResult(Instant.Now);
        listening = ListenAsync();
    }

    public static async Task<StatusWitness> OfAsync(PlatformDatabase database, CancellationToken ct)
    {
        // What a step that was interrupted has left.
        await database.DoAsync(Remove, ct);
        await database.DoAsync(Install, ct);
        var connection = await database.OpenAsync(ct);
        await using var listen = new NpgsqlCommand("LISTEN witnessed", connection);
        await listen.ExecuteNonQueryAsync(ct);
        return new(database, connection);
    }

    /// <summary>When it was told that a video has had this status committed.</summary>
    public Task<Instant> CommittedAsync(Guid video, string status, CancellationToken ct) =>
        Of($"{video} {status}").Task.WaitAsync(ct);

    /// <summary>How often each video has had this status committed.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> CountsAsync(
        string status,
        CancellationToken ct
    ) =>
        (
            await database.ListAsync(
                $"SELECT video_id, count(*) FROM witnessed WHERE status = '{status}' GROUP BY 1",
                row => (row.GetGuid(0), row.GetInt64(1)),
                ct
            )
        ).ToDictionary(one => one.Item1, one => one.Item2);

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        await listening;
        await connection.DisposeAsync();
        ends.Dispose();
        await database.DoAsync(Remove, CancellationToken.None);
    }

    private TaskCompletionSource<Instant> Of(string what) =>
        told.GetOrAdd(
            what,
            _ => new TaskCompletionSource<Instant>(
                TaskCreationOptions.RunContinuationsAsynchronously
            )
        );

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                await connection.WaitAsync(ends.Token);
        }
        catch (OperationCanceledException) { }
        catch (NpgsqlException lost)
        {
            foreach (var one in told.Values)
                one.TrySetException(lost);
        }
    }
}
