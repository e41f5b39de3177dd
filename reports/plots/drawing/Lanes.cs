namespace Verify.Reports.Plots.Drawing;

/// <summary>Puts labels into rows so that none lies over another, and no stem that hangs from one passes through one.</summary>
internal static class Lanes
{
    private const double Apart = 12;

    /// <param name="labels">In the order in which they may choose; rows lie over one another, 0 the lowest.</param>
    /// <returns>The row of each.</returns>
    public static IReadOnlyList<int> Assign(IReadOnlyList<Label> labels)
    {
        var placed = new List<(Label Label, int Row)>();
        foreach (var label in labels)
        {
            var rows = placed.Select(other => other.Row + 1).DefaultIfEmpty(0).Max();
            var row = Enumerable
                .Range(0, rows)
                .FirstOrDefault(
                    row =>
                        placed.TrueForAll(other =>
                            other.Row == row ? !label.Overlaps(other.Label)
                            : other.Row < row ? !other.Label.Covers(label.Stem)
                            : !label.Covers(other.Label.Stem)
                        ),
                    rows
                );
            placed.Add((label, row));
        }
        return [.. placed.Select(one => one.Row)];
    }

    /// <param name="Stem">Where its line goes down.</param>
    public readonly record struct Label(double From, double To, double Stem)
    {
        public bool Covers(double x) => x > From && x < To;

        public bool Overlaps(Label other) => From < other.To + Apart && other.From < To + Apart;
    }
}
