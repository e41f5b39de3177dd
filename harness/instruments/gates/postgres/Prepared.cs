namespace Verify.Instruments.Gates.Postgres;

/// <summary>The statements and portals of one session, by name, so that an Execute is known by its SQL.</summary>
internal sealed class Prepared
{
    // A client that prepares without end would fill the memory; what was forgotten is shown by its name.
    private const int MostStatements = 1024;
    private const int MostPortals = 64;
    private const int MostSql = 8192;

    private static readonly PostgresCommand Nothing = new(SqlKind.Unknown, "", [], IsWhole: false);

    private readonly Dictionary<string, string> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PostgresCommand> portals = new(StringComparer.Ordinal);

    /// <summary>Parse: name, SQL, types.</summary>
    public string Parse(Fields fields)
    {
        if (statements.Count >= MostStatements)
            statements.Clear();
        var name = fields.Text();
        var sql = fields.Text();
        return statements[name] = sql[..Math.Min(sql.Length, MostSql)];
    }

    /// <summary>Bind: portal, statement, formats, values.</summary>
    public PostgresCommand Bind(Fields fields)
    {
        if (portals.Count >= MostPortals)
            portals.Clear();
        return portals[fields.Text()] = Values(fields);
    }

    /// <summary>What a Bind that has not come whole will execute.</summary>
    public PostgresCommand Bound(Fields fields)
    {
        _ = fields.Text();
        return Values(fields) with { IsWhole = false };
    }

    /// <summary>Execute: portal, most rows.</summary>
    public PostgresCommand Executed(Fields fields) =>
        portals.GetValueOrDefault(fields.Text(), Nothing);

    /// <summary>Close: S or P, name.</summary>
    public void Close(Fields fields)
    {
        if (fields.Byte() == 'S')
            statements.Remove(fields.Text());
        else
            portals.Remove(fields.Text());
    }

    private PostgresCommand Values(Fields fields)
    {
        var statement = fields.Text();
        fields.Skip(sizeof(short) * fields.Short());
        var values = new List<byte[]?>();
        for (var left = fields.Short(); left > 0 && fields.IsWhole; left--)
            values.Add(fields.Int() is >= 0 and var length ? fields.Bytes(length) : null);
        return statements.TryGetValue(statement, out var sql)
            ? new(SqlKind.Of(sql), sql, values, fields.IsWhole)
            : new(SqlKind.Unknown, $"(statement {statement})", values, fields.IsWhole);
    }
}
