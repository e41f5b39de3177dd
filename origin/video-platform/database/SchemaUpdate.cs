using System.Reflection;
using Dapper;
using Npgsql;

namespace Verify.VideoPlatform.Database;

/// <summary>Applies the numbered migrations that the database does not have yet, each once, in order.</summary>
internal sealed class SchemaUpdate(NpgsqlDataSource database)
{
    // Any number that nobody else locks; processes that migrate at the same time wait for each other.
    private const long Lock = 7_002_001;

    private const string Known =
        "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())";

    /// <summary>The names of all migrations, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal)];

    /// <returns>The names of those that were applied now.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        // All or none: PostgreSQL's schema is transactional, and the lock ends with the transaction however that ends.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            "SELECT pg_advisory_xact_lock(@Lock)",
            new { Lock },
            transaction
        );
        await connection.ExecuteAsync(Known, transaction: transaction);
        var applied = (
            await connection.QueryAsync<string>(
                "SELECT name FROM schema_migrations",
                transaction: transaction
            )
        ).ToHashSet();
        var missing = Names.Where(name => !applied.Contains(name)).ToArray();
        foreach (var name in missing)
        {
            await connection.ExecuteAsync(await TextAsync(name, ct), transaction: transaction);
            await connection.ExecuteAsync(
                "INSERT INTO schema_migrations (name) VALUES (@name)",
                new { name },
                transaction
            );
        }
        await transaction.CommitAsync(ct);
        return missing;
    }

    private static async Task<string> TextAsync(string name, CancellationToken ct)
    {
        using var text = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!
        );
        return await text.ReadToEndAsync(ct);
    }
}
