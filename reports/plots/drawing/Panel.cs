namespace Verify.Reports.Plots.Drawing;

/// <summary>One pair of axes.</summary>
/// <param name="Heading">What it shows; in bold above it.</param>
/// <param name="Note">Behind the heading: unit of the y axis, number of samples.</param>
internal sealed record Panel(
    string Heading,
    string Note,
    Scale X,
    Scale Y,
    IReadOnlyList<Mark> Marks
)
{
    public IReadOnlyList<Bound> Bounds { get; init; } = [];

    /// <summary>Of the axes, without what is written around them.</summary>
    public int Height { get; init; } = 120;

    /// <summary>With its unit; null where the panel below has the same axis.</summary>
    public string? XTitle { get; init; }

    /// <summary>The colour of what it shows alone, else null.</summary>
    public int? Colour { get; init; }

    /// <summary>Written in the middle where there is nothing to draw.</summary>
    public string Empty { get; init; } = "no samples";

    /// <summary>In place of the x scale's own: names of nights.</summary>
    public IReadOnlyList<Tick>? XTicks { get; init; }

    public bool HasSamples => Marks.Any(mark => mark.Extent.Any());
}
