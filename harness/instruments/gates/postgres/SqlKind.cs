namespace Verify.Instruments.Gates.Postgres;

/// <summary>The first word of an SQL text.</summary>
internal static class SqlKind
{
    public const string Empty = "EMPTY";

    /// <summary>Of a statement that the gate has not seen prepared.</summary>
    public const string Unknown = "UNKNOWN";

    public static string Of(string sql)
    {
        var at = 0;
        while (at < sql.Length && Skipped(sql, at) is > 0 and var skipped)
            at += skipped;
        var end = at;
        while (end < sql.Length && char.IsAsciiLetter(sql[end]))
            end++;
        return end > at ? sql[at..end].ToUpperInvariant() : Empty;
    }

    // Spaces, comments, and the parentheses of "(SELECT ...) UNION ...".
    private static int Skipped(string sql, int at) =>
        char.IsWhiteSpace(sql[at]) || sql[at] is '(' or ';' ? 1
        : sql.AsSpan(at).StartsWith("--") ? LengthUntil(sql, at, "\n")
        : sql.AsSpan(at).StartsWith("/*") ? LengthUntil(sql, at, "*/")
        : 0;

    private static int LengthUntil(string sql, int at, string end) =>
        sql.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var found
            ? found + end.Length - at
            : sql.Length - at;
}
