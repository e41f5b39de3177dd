using Npgsql;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Postgres;
using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Postgres;
using Verify.Tests.Ground;

namespace Verify.Tests.Instruments.Gates;

/// <summary>A gate in front of a real PostgreSQL, with the client that the API has.</summary>
[Waits]
public sealed class PostgresGateTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private static readonly Guid Id = Guid.NewGuid();

    private TempFolder folder = null!;
    private PostgresServer postgres = null!;
    private Gate<PostgresCommand> gate = null!;
    private NpgsqlDataSource source = null!;

    [OneTimeSetUp]
    public async Task Start_PostgreSQL()
    {
        folder = new();
        postgres = await PostgresServer.StartAsync(
            new(folder.File("postgres"), LoopbackPort.Free()),
            default
        );
    }

    [OneTimeTearDown]
    public async Task Stop_it()
    {
        await postgres.DisposeAsync();
        folder.Dispose();
    }

    [SetUp]
    public async Task Open_a_gate()
    {
        gate = await PostgresGate.OpenAsync(GatePlace.Before(postgres.Settings.Port));
        source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(postgres.ConnectionTo(PostgresServer.Maintenance))
            {
                Port = gate.Port,
                // Prefer is what a client asks for that says nothing: the gate has to refuse it.
                SslMode = SslMode.Prefer,
            }
        );
        await DoAsync(
            $"DROP TABLE IF EXISTS videos; CREATE TABLE videos (id uuid PRIMARY KEY, status text); INSERT INTO videos VALUES ('{Id}', 'old')"
        );
    }

    [TearDown]
    public async Task Close_it()
    {
        await source.DisposeAsync();
        await gate.DisposeAsync();
    }

    [TestCase(false), TestCase(true), CancelAfter(PatienceMilliseconds)]
    public async Task A_held_query_sees_what_is_written_while_it_is_held(
        bool isPrepared,
        CancellationToken ct
    )
    {
        await using var reader = await source.OpenConnectionAsync(ct);
        await using var select = new NpgsqlCommand(
            "SELECT status FROM videos WHERE id = $1",
            reader
        )
        {
            Parameters = { new() { Value = Id } },
        };
        if (isPrepared)
            await select.PrepareAsync(ct);
        await using var hold = gate.Hold(command =>
            command.Kind == "SELECT" && command.Says("from videos") && command.Binds(Id)
        );

        var status = select.ExecuteScalarAsync(ct);
        await hold.ReachedAsync(ct);
        await DoAsync($"UPDATE videos SET status = 'new' WHERE id = '{Id}'");
        Assert.That(status.IsCompleted, Is.False);
        hold.Release();

        // The snapshot is taken when the query is bound: had that been passed on, it would see "old".
        Assert.That(await status, Is.EqualTo("new"));
        Assert.That(hold.Held.Single().Says("WHERE id = $1"), Is.True);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_held_COMMIT_leaves_readers_what_was_there_before(CancellationToken ct)
    {
        await using var writer = await source.OpenConnectionAsync(ct);
        await using var transaction = await writer.BeginTransactionAsync(ct);
        await using var update = new NpgsqlCommand(
            "UPDATE videos SET status = 'new'",
            writer,
            transaction
        );
        await update.ExecuteNonQueryAsync(ct);
        await using var hold = gate.Hold(command => command.Kind == "COMMIT");

        var commit = transaction.CommitAsync(ct);
        await hold.ReachedAsync(ct);
        Assert.That(await DoAsync("SELECT status FROM videos"), Is.EqualTo("old"));
        hold.Release();
        await commit;
        Assert.That(await DoAsync("SELECT status FROM videos"), Is.EqualTo("new"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Its_counts_are_those_of_PostgreSQL(CancellationToken ct)
    {
        var counts = await StatementCounts.OfAsync(postgres, PostgresServer.Maintenance, ct);
        await counts.ResetAsync(ct);
        gate.ResetCounts();
        var selects = gate.Count(command => command.Says("SELECT status"));
        await using (var connection = await source.OpenConnectionAsync(ct))
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new("SELECT status FROM videos"),
                    new("UPDATE videos SET status = 'x'"),
                    new("SELECT status FROM videos"),
                },
            };
            await batch.ExecuteNonQueryAsync(ct);
        }

        Assert.That(selects.Count, Is.EqualTo(2));
        Assert.That(await counts.CallsAsync("SELECT status", ct), Is.EqualTo(2));
        Assert.That(gate.Counts["SELECT"], Is.EqualTo(2));
        Assert.That(gate.Counts["UPDATE"], Is.EqualTo(1));
        Assert.That(gate.Notes, Is.Empty);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Faults_are_what_the_client_makes_of_them(CancellationToken ct)
    {
        gate.Fault = Fault.Refuse;
        await Assert.CatchAsync<NpgsqlException>(() => DoAsync("SELECT 1"));
        gate.Fault = Fault.Blackhole;
        var hangs = DoAsync("SELECT 1");
        await Task.Delay(100, ct);
        Assert.That(hangs.IsCompleted, Is.False);
        gate.Fault = Fault.None;
        Assert.That(await hangs, Is.EqualTo(1));
    }

    private async Task<object?> DoAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
