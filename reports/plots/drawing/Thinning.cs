namespace Verify.Reports.Plots.Drawing;

/// <summary>Fewer values than were measured, and every extreme of them.</summary>
internal static class Thinning
{
    /// <summary>
    /// Of each column of the drawing the first, the lowest, the highest and the last value, in their order; all where
    /// that would not be fewer.
    /// </summary>
    public static IReadOnlyList<Spot> ByColumn(IReadOnlyList<Spot> spots, Scale x, int columns)
    {
        const int Kept = 4;
        if (spots.Count <= Kept * columns)
        {
            return spots;
        }
        var kept = new SortedSet<int>();
        foreach (
            var column in Enumerable
                .Range(0, spots.Count)
                .Where(i => spots[i].IsFinite)
                .GroupBy(i => (int)(x.At(spots[i].X) * (columns - 1)))
        )
        {
            var all = column.ToList();
            kept.Add(all[0]);
            kept.Add(all.MinBy(i => spots[i].Y));
            kept.Add(all.MaxBy(i => spots[i].Y));
            kept.Add(all[^1]);
        }
        return [.. kept.Select(i => spots[i])];
    }

    /// <summary>One of those that would be drawn over one another.</summary>
    public static IReadOnlyList<double> ByColumn(IReadOnlyList<double> at, Scale x, int columns) =>
        at.Count <= columns ? at : [.. at.DistinctBy(value => (int)(x.At(value) * (columns - 1)))];
}
