namespace Verify.Instruments.Nginx.Diff;

/// <summary>The longest rising subsequence: the lines that kept their order among each other.</summary>
internal static class LongestRise
{
    /// <returns>The indexes that belong to it.</returns>
    public static HashSet<int> Of(IReadOnlyList<int> values)
    {
        // tails[n]: the index of the smallest value that ends a rise of n + 1; found again backwards by "before".
        var tails = new List<int>();
        var before = new int[values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            int low = 0,
                high = tails.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (values[tails[middle]] < values[i])
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }
            before[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }
        var rise = new HashSet<int>();
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = before[i])
        {
            rise.Add(i);
        }
        return rise;
    }
}
