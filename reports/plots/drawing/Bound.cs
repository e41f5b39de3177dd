namespace Verify.Reports.Plots.Drawing;

/// <summary>A line that values are held against, with what it is.</summary>
internal sealed record Bound(double Value, string Text)
{
    /// <summary>On the x axis: it stands; else it lies.</summary>
    public bool Upright { get; init; }

    public int Colour { get; init; } = Theme.Ink;

    /// <summary>What was measured (a quantile) is drawn whole, what is demanded or predicted dashed.</summary>
    public bool Measured { get; init; }
}
