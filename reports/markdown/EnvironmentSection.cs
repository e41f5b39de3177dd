using System.Text;

namespace Verify.Reports;

/// <summary>The world the run took place in, and the parameters it was given.</summary>
internal static class EnvironmentSection
{
    public static void Write(StringBuilder log, RunTree tree)
    {
        log.Append("## Environment\n\n");
        var facts = tree.Environment.Select(fact => Row(fact.Name, fact.Value));
        var parameters = tree.Parameters.Select(p => Row($"parameter {p.Key}", p.Value));
        var rows = facts.Concat(parameters).ToList();
        log.AppendTable(["Fact", "Value"], rows.Count == 0 ? [Row("-", "")] : rows);
    }

    private static string[] Row(string name, string value) =>
        [Markdown.Cell(name), Markdown.CodeCell(value)];
}
