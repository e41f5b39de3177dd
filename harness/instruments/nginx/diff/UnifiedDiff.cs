using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>The difference of two texts as diff -u writes it, with three lines of context.</summary>
/// <remarks>
/// DiffPlex finds the differences. Its own UnidiffRenderer (1.9.0) takes lines without their ends: it shows neither a missing
/// newline nor a CR, and patch refuses what it says of empty ranges.
/// </remarks>
internal static class UnifiedDiff
{
    // What diff -u and everything that reads its output are used to.
    private const int ContextLines = 3;

    public static string Of(string before, string after, string nameBefore, string nameAfter)
    {
        var diff = new Differ().CreateCustomDiffs(before, after, false, WholeLines);
        if (diff.DiffBlocks.Count == 0)
        {
            return "";
        }
        var text = new StringBuilder();
        text.Append($"--- {nameBefore}\n+++ {nameAfter}\n");
        foreach (var hunk in Hunks(diff.DiffBlocks))
        {
            Write(text, diff, hunk);
        }
        return text.ToString();
    }

    private static IEnumerable<List<DiffBlock>> Hunks(IList<DiffBlock> blocks)
    {
        List<DiffBlock> hunk = [blocks[0]];
        foreach (var block in blocks.Skip(1))
        {
            if (block.DeleteStartA - EndInOld(hunk[^1]) > 2 * ContextLines)
            {
                yield return hunk;
                hunk = [];
            }
            hunk.Add(block);
        }
        yield return hunk;
    }

    private static int EndInOld(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    private static int EndInNew(DiffBlock block) => block.InsertStartB + block.InsertCountB;

    private static void Write(StringBuilder text, DiffResult diff, List<DiffBlock> hunk)
    {
        var lead = Math.Min(ContextLines, hunk[0].DeleteStartA);
        var trail = Math.Min(ContextLines, diff.PiecesOld.Count - EndInOld(hunk[^1]));
        var (oldFrom, oldTo) = (hunk[0].DeleteStartA - lead, EndInOld(hunk[^1]) + trail);
        var (newFrom, newTo) = (hunk[0].InsertStartB - lead, EndInNew(hunk[^1]) + trail);
        text.Append($"@@ -{Range(oldFrom, oldTo)} +{Range(newFrom, newTo)} @@\n");
        var at = oldFrom;
        foreach (var block in hunk)
        {
            Lines(text, ' ', diff.PiecesOld, at, block.DeleteStartA);
            Lines(text, '-', diff.PiecesOld, block.DeleteStartA, EndInOld(block));
            Lines(text, '+', diff.PiecesNew, block.InsertStartB, EndInNew(block));
            at = EndInOld(block);
        }
        Lines(text, ' ', diff.PiecesOld, at, oldTo);
    }

    // A range of one line has no count; an empty one names the line before it.
    private static string Range(int from, int to) =>
        (to - from) switch
        {
            0 => $"{from},0",
            1 => $"{from + 1}",
            var count => $"{from + 1},{count}",
        };

    private static void Lines(
        StringBuilder text,
        char mark,
        IReadOnlyList<string> lines,
        int from,
        int to
    )
    {
        for (var i = from; i < to; i++)
        {
            text.Append(mark).Append(lines[i]);
            if (!lines[i].EndsWith('\n'))
            {
                text.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    // With their ends, so that a missing newline and a CR are differences like any other.
    private static string[] WholeLines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..next]);
            at = next;
        }
        return [.. lines];
    }
}
