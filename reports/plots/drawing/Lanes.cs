namespace Verify.Reports;

/// <summary>Puts labels into rows so that none lies over another.</summary>
internal static class Lanes
{
    private const double Apart = 12;

    /// <param name="spans">From and to, in the order in which they may choose.</param>
    /// <returns>The row of each, from 0.</returns>
    public static IReadOnlyList<int> Assign(IReadOnlyList<(double From, double To)> spans)
    {
        var rows = new List<List<(double From, double To)>>();
        var chosen = new List<int>();
        foreach (var span in spans)
        {
            var row = rows.FindIndex(taken =>
                taken.TrueForAll(other =>
                    span.From >= other.To + Apart || span.To <= other.From - Apart
                )
            );
            if (row < 0)
            {
                row = rows.Count;
                rows.Add([]);
            }
            rows[row].Add(span);
            chosen.Add(row);
        }
        return chosen;
    }
}
