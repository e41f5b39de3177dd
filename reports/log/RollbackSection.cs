using System.Text;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Log;

/// <summary>Every undo that failed or had to be tried again, and every change that none was tried for.</summary>
internal static class RollbackSection
{
    // A machine that starts a container every second changes thousands of things; the record has them all.
    private const int MostForeign = 20;

    public static void Write(StringBuilder log, RunTree tree)
    {
        log.Append("## Rollback History\n\n");
        var undone = tree.Changes.Count(change => change is { IsUndone: true, Attempts.Count: 1 });
        log.Append(
            tree.Changes.Count == 0
                ? "The record holds no change.\n\n"
                : $"{undone} of {tree.Changes.Count} changes were undone at the first attempt, each in its step.\n\n"
        );
        var open = tree.Changes.Where(change =>
            change is not { IsUndone: true, Attempts.Count: 1 }
        );
        var tried = open.SelectMany(change => change.Attempts.Select(attempt => (change, attempt)))
            .OrderBy(pair => pair.attempt.At)
            .Select(pair =>
                Row(
                    pair.change,
                    When.Text(pair.attempt.At),
                    pair.attempt.Phase,
                    Result(pair.attempt)
                )
            );
        var left = open.Where(change => change.Attempts.Count == 0)
            .Select(change => Row(change, "-", change.Phase, $"⚠️ {change.Word}"));
        var rows = tried.Concat(left).ToList();
        if (rows.Count > 0)
            log.AppendTable(["Time", "Phase", "Change", "Undo", "Result"], rows);
        Foreign(log, tree.ForeignChanges);
    }

    private static void Foreign(StringBuilder log, IReadOnlyList<ForeignChangeSeen> changes)
    {
        if (changes.Count == 0)
            return;
        log.Append(
            "Other processes or users changed this on the machine during the run. It does not affect the verdict.\n\n"
        );
        log.AppendTable(
            ["Time", "Seen after", "Change"],
            changes
                .Take(MostForeign)
                .Select(one =>
                    new[]
                    {
                        When.Text(one.At),
                        one.Phase is { } phase ? $"phase {Markdown.Cell(phase)}" : "the last phase",
                        Markdown.Cell(one.Thing),
                    }
                )
        );
        if (changes.Count > MostForeign)
            log.Append($"The record has {changes.Count - MostForeign} more.\n\n");
    }

    private static string Result(UndoAttempt attempt) =>
        attempt.Error is { } error ? $"❌ failed, left changed: {Markdown.Cell(error)}" : "✅ undone";

    private static string[] Row(ChangeNode change, string time, string phase, string result) =>
        [
            time,
            Markdown.Cell(phase),
            Markdown.Cell(change.Title),
            Markdown.CodeCell(change.Undo),
            result,
        ];
}
