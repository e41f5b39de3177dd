using System.Text;
using Verify.Reports.Plots;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>A phase of the log and its steps.</summary>
internal static class PhaseSection
{
    // A phase that starts ten servers leaves hundreds of words; the record has them all.
    private const int MostThings = 12;

    public static void Write(
        StringBuilder log,
        PhaseNode phase,
        ILookup<(string Phase, string Step), Plot> plots,
        LogFold fold
    )
    {
        log.Append($"## Phase {Markdown.Text(phase.Id)}: {Markdown.Text(phase.Title)}\n");
        if (phase.Proves.Length > 0)
        {
            log.Append($"{Markdown.Text(phase.Proves)}\n");
        }
        log.Append('\n');
        if (!phase.Standing.IsPass)
        {
            log.Append($"**Status**: {Words.Of(phase.Standing)}{Reason(phase.Standing)}\n\n");
        }
        foreach (var step in phase.Steps)
        {
            StepSection.Write(log, step, plots[(step.Phase, step.Id)], fold);
        }
        if (phase.Changed is { Count: > 0 } changed)
        {
            log.Append(
                $"**Changes found by comparing the machine before and after**: {Things(changed)}\n\n"
            );
        }
    }

    private static string Things(IReadOnlyList<string> changed)
    {
        var shown = string.Join("; ", changed.Take(MostThings).Select(Markdown.Text));
        return changed.Count switch
        {
            <= MostThings => shown,
            _ => $"{shown}; and {changed.Count - MostThings} more in the record",
        };
    }

    public static string Reason(Standing standing) =>
        standing.Reason is { Length: > 0 } reason ? $": {Markdown.Text(reason)}" : "";
}
