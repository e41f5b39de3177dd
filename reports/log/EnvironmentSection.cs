using System.Text;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>The world the run took place in, and the parameters it was given.</summary>
internal static class EnvironmentSection
{
    public static void Write(StringBuilder log, RunTree tree)
    {
        log.Append("## Environment\n\n");
        var facts = tree.Environment.Select(fact => Fact(fact.Name, fact.Value));
        var parameters = tree.Parameters.Select(p => Fact($"parameter {p.Key}", p.Value));
        // A row each is a page of rows that nobody reads.
        var all = string.Join(" · ", facts.Concat(parameters));
        log.Append(
            $"{(all.Length == 0 ? "The record has no facts about the environment." : all)}\n\n"
        );
    }

    private static string Fact(string name, string value) =>
        $"{Markdown.Cell(name)} {Markdown.CodeText(value)}";
}
