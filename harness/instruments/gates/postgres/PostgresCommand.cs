using System.Text;

namespace Verify.Instruments.Gates.Postgres;

/// <summary>What a client has PostgreSQL do.</summary>
/// <param name="Kind">The first word of the SQL, in capitals; PREPARE for a statement that is only prepared, STARTUP, CANCEL.</param>
/// <param name="Sql">Of a prepared statement as well; of a start its parameters, as in "user=api database=videos".</param>
/// <param name="Parameters">As they are sent, in text or binary; null for NULL.</param>
/// <param name="IsWhole">False where it is so long that only its beginning was kept.</param>
public sealed record PostgresCommand(
    string Kind,
    string Sql,
    IReadOnlyList<byte[]?> Parameters,
    bool IsWhole
) : IGatedCommand
{
    /// <summary>Whether this stands in its SQL, whatever the case of letters and the spaces between words.</summary>
    public bool Says(string part) =>
        Plain(Sql).Contains(Plain(part), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is one of its parameters.</summary>
    public bool Binds(string text) =>
        Parameters.Any(one => one is not null && Encoding.UTF8.GetString(one) == text);

    /// <summary>Whether this is one of its parameters.</summary>
    public bool Binds(Guid id) =>
        Binds($"{id}")
        || Parameters.Any(one => one is { Length: 16 } && new Guid(one, bigEndian: true) == id);

    public override string ToString() =>
        $"{Kind}: {Plain(Sql)}{(Parameters.Count > 0 ? $" ({Parameters.Count} parameters)" : "")}";

    private static string Plain(string sql) =>
        string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
