using Npgsql;
using Verify.Tests.Ground;
using Verify.VideoPlatform.Database;

namespace Verify.Tests.VideoPlatform;

/// <summary>The schema: each migration once, and no transition but those that there are.</summary>
[Parallelizable, Waits]
public sealed class SchemaTests
{
    private static readonly string[] Statuses = ["PENDING_UPLOAD", "PROCESSING", "READY", "FAILED"];
    private static readonly string[] Allowed =
    [
        "PENDING_UPLOAD PROCESSING",
        "PROCESSING READY",
        "PROCESSING FAILED",
    ];

    private Stores stores = null!;

    [OneTimeSetUp]
    public async Task Start() => stores = await Stores.StartAsync(default);

    [OneTimeTearDown]
    public async Task End() => await stores.DisposeAsync();

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Migrations_are_applied_once_by_however_many_at_a_time(CancellationToken ct)
    {
        await stores.Postgres.CreateDatabaseAsync("empty", ct);
        await using var empty = NpgsqlDataSource.Create(stores.Postgres.ConnectionTo("empty"));
        var applied = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => new SchemaUpdate(empty).ApplyAsync(ct))
        );
        Assert.That(applied.SelectMany(one => one), Is.EqualTo(SchemaUpdate.Names));
        Assert.That(SchemaUpdate.Names, Is.Ordered.And.Count.EqualTo(3));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task The_database_stores_the_transitions_that_there_are_and_no_other(
        CancellationToken ct
    )
    {
        var stored = new List<string>();
        foreach (var from in Statuses)
        foreach (var to in Statuses.Where(one => one != from))
        {
            await stores.DoAsync(
                $"""
                DELETE FROM videos;
                INSERT INTO videos (id, user_id, title, status, original_url, hls_url)
                VALUES (gen_random_uuid(), gen_random_uuid(), 'a', '{from}', 'x', {Url(from)})
                """,
                ct
            );
            try
            {
                await stores.DoAsync($"UPDATE videos SET status = '{to}', hls_url = {Url(to)}", ct);
                stored.Add($"{from} {to}");
            }
            catch (PostgresException refused)
            {
                Assert.That(refused.MessageText, Does.Contain($"from {from} to {to}"));
            }
        }
        Assert.That(stored, Is.EquivalentTo(Allowed));
    }

    private static string Url(string status) => status == "READY" ? "'x'" : "NULL";
}
