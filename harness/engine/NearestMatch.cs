namespace Verify.Engine;

/// <summary>The allowed word nearest to a mistyped one, by edit distance (Levenshtein), or the only one that it begins.</summary>
public static class NearestMatch
{
    // No word here is half as long; a megabyte from a file would be compared for minutes.
    private const int LongestSlip = 100;

    // Two letters begin too much.
    private const int ShortestBeginning = 3;

    /// <returns>" Did you mean 'x'?", or nothing where no allowed word is near.</returns>
    public static string Hint(string typed, IEnumerable<string> allowed) =>
        Of(typed, allowed) is { } near ? $" Did you mean '{near}'?" : "";

    /// <returns>The nearest allowed word, or null where none is near.</returns>
    public static string? Of(string typed, IEnumerable<string> allowed)
    {
        if (typed.Length > LongestSlip)
        {
            return null;
        }
        string[] words = [.. allowed];
        return Slip(typed, words)
            ?? (
                typed.Length >= ShortestBeginning
                && words
                    .Where(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                    .Distinct()
                    .ToArray()
                    is [var begun]
                    ? begun
                    : null
            );
    }

    private static string? Slip(string typed, string[] words)
    {
        var near = words
            .Select(word => (word, distance: Distance(typed, word)))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.word, StringComparer.Ordinal)
            .FirstOrDefault();
        // Further than a third of the word away it is another word, not a slip.
        return
            near.word is not null
            && near.distance <= Math.Max(2, typed.Length / 3)
            && near.distance < near.word.Length
            ? near.word
            : null;
    }

    private static int Distance(string a, string b)
    {
        a = a.ToLowerInvariant();
        b = b.ToLowerInvariant();
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(
                    Math.Min(above, row[j - 1]) + 1,
                    diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)
                );
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
