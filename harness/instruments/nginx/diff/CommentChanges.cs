using DiffPlex;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>Comments that came, went or say something else.</summary>
internal static class CommentChanges
{
    public static IEnumerable<ConfChange> Of(
        ConfContext before,
        ConfContext after,
        DirectivePairs lines
    ) => Between(before, after).Concat(lines.Both.SelectMany(pair => Within(after, pair)));

    private static IEnumerable<ConfChange> Between(ConfContext before, ConfContext after)
    {
        var diff = new Differ().CreateCustomDiffs(
            Lines(before),
            Lines(after),
            false,
            text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
        foreach (var block in diff.DiffBlocks)
        {
            for (var i = 0; i < Math.Max(block.DeleteCountA, block.InsertCountB); i++)
            {
                var old = i < block.DeleteCountA ? before.Comments[block.DeleteStartA + i] : null;
                var @new = i < block.InsertCountB ? after.Comments[block.InsertStartB + i] : null;
                yield return Change(after, old?.Text, @new?.Text, old?.Place, @new?.Place);
            }
        }
    }

    // A comment between the words of one directive.
    private static IEnumerable<ConfChange> Within(
        ConfContext after,
        (Directive Before, Directive After) pair
    )
    {
        var (old, @new) = (Inside(pair.Before), Inside(pair.After));
        if (old != @new)
        {
            yield return Change(after, old, @new, pair.Before.Place, pair.After.Place);
        }
    }

    private static ConfChange Change(
        ConfContext context,
        string? old,
        string? @new,
        SourcePlace? before,
        SourcePlace? after
    ) => new(ChangeKind.CommentOnly, context.Path, "#", old, @new, before, after, []);

    private static string? Inside(Directive directive)
    {
        var comments = directive
            .Words.Skip(1)
            .Select(word => word.Before)
            .Append(directive.Closing)
            .SelectMany(text => text.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith('#'))
            .Select(line => line[1..].Trim())
            .ToList();
        return comments.Count == 0 ? null : string.Join(' ', comments);
    }

    // The # keeps an empty comment a line.
    private static string Lines(ConfContext context) =>
        string.Join('\n', context.Comments.Select(comment => $"#{comment.Text}"));
}
