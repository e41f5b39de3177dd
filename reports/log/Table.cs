using System.Text;

namespace Verify.Reports.Log;

/// <summary>A Markdown table; its cells come escaped.</summary>
internal static class Table
{
    public static StringBuilder AppendTable(
        this StringBuilder log,
        string[] columns,
        IEnumerable<string[]> rows
    )
    {
        Row(log, columns);
        Row(log, [.. columns.Select(column => new string('-', Math.Max(3, column.Length)))]);
        foreach (var row in rows)
        {
            Row(log, row);
        }
        return log.Append('\n');
    }

    private static void Row(StringBuilder log, string[] cells) =>
        log.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
