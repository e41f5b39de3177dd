using System.Text;

namespace Verify.Reports;

/// <summary>A phase of the log and its steps.</summary>
internal static class PhaseSection
{
    public static void Write(StringBuilder log, PhaseNode phase)
    {
        log.Append($"## Phase {Markdown.Text(phase.Id)}: {Markdown.Text(phase.Title)}\n\n");
        if (phase.Proves.Length > 0)
        {
            log.Append($"{Markdown.Text(phase.Proves)}\n\n");
        }
        if (!phase.Standing.IsPass)
        {
            log.Append($"**Status**: {Words.Of(phase.Standing)}{Reason(phase.Standing)}\n\n");
        }
        foreach (var step in phase.Steps)
        {
            StepSection.Write(log, step);
        }
    }

    public static string Reason(Standing standing) =>
        standing.Reason is { Length: > 0 } reason ? $": {Markdown.Text(reason)}" : "";
}
