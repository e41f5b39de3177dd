namespace Verify.Engine;

/// <summary>The allowed word nearest to a mistyped one, by edit distance (Levenshtein).</summary>
public static class NearestMatch
{
    // No word here is half as long; a megabyte from a file would be compared for minutes.
    private const int LongestSlip = 100;

    /// <returns>" Did you mean 'x'?", or nothing where no allowed word is near.</returns>
    public static string Hint(string typed, IEnumerable<string> allowed)
    {
        if (typed.Length > LongestSlip)
        {
            return "";
        }
        var near = allowed
            .Select(word => (word, distance: Distance(typed, word)))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.word, StringComparer.Ordinal)
            .FirstOrDefault();
        // Further than a third of the word away it is another word, not a slip.
        return
            near.word is not null
            && near.distance <= Math.Max(2, typed.Length / 3)
            && near.distance < near.word.Length
            ? $" Did you mean '{near.word}'?"
            : "";
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
