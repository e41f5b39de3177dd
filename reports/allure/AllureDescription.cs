using System.Text;

namespace Verify.Reports;

/// <summary>What stands above a test's steps in Allure: command, result, findings, as Markdown.</summary>
internal static class AllureDescription
{
    // A page that is looked at, not read to the end.
    private const int Most = 64 * 1024;

    public static string? Of(StepNode step)
    {
        var text = new StringBuilder();
        if (step.Command is { Length: > 0 } command)
        {
            text.Append("**Command**\n\n")
                .Append(Markdown.Fence(Bounded.To(Most, command), "bash"))
                .Append('\n');
        }
        if (step.Result is { Length: > 0 } result)
        {
            text.Append("**Result**\n\n")
                .Append(Markdown.Fence(Bounded.To(Most, result)))
                .Append('\n');
        }
        foreach (var finding in step.Findings)
        {
            var meaning = finding.Meaning is { Length: > 0 } m ? $" {Markdown.Text(m)}" : "";
            var cure = finding.Cure is { Length: > 0 } c ? $" **Cure**: {Markdown.Text(c)}" : "";
            text.Append($"**Finding**: {Markdown.Text(finding.Text)}{meaning}{cure}\n\n");
        }
        return text.Length == 0 ? null : text.ToString();
    }
}
