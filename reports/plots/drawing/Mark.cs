namespace Verify.Reports.Plots.Drawing;

/// <summary>What is drawn into a panel.</summary>
/// <param name="Colour">Which of the theme's: <see cref="Theme"/>.</param>
internal abstract record Mark(int Colour)
{
    /// <summary>What it is, where a legend has to say so.</summary>
    public string? Name { get; init; }

    /// <summary>All that the axes have to reach.</summary>
    public abstract IEnumerable<Spot> Extent { get; }
}

/// <summary>Each value a dot.</summary>
internal sealed record Dots(int Colour, IReadOnlyList<Spot> At) : Mark(Colour)
{
    /// <summary>Where there are few of them.</summary>
    public bool Large { get; init; }

    public override IEnumerable<Spot> Extent => At;
}

/// <summary>Values joined in order; a gap where one is not a number.</summary>
internal sealed record Line(int Colour, IReadOnlyList<Spot> At) : Mark(Colour)
{
    /// <summary>A value holds until the next one.</summary>
    public bool Stepped { get; init; }

    /// <summary>A dot at each value too: few of them, each of which was measured.</summary>
    public bool Dotted { get; init; }

    public override IEnumerable<Spot> Extent => At.Where(spot => spot.IsFinite);
}

/// <summary>Bars that stand on nought, from one edge to the next.</summary>
internal sealed record Bars(int Colour, IReadOnlyList<Bar> At) : Mark(Colour)
{
    /// <summary>The outline alone, so that two sets can be seen over one another.</summary>
    public bool Outlined { get; init; }

    public override IEnumerable<Spot> Extent =>
        At.SelectMany(bar => (Spot[])[new(bar.From, 0), new(bar.To, bar.Height)]);
}

internal readonly record struct Bar(double From, double To, double Height);

/// <summary>A band within which a row's values are predicted.</summary>
internal sealed record Ranges(int Colour, IReadOnlyList<Stretch> At) : Mark(Colour)
{
    /// <summary>Possible, beside what is likely.</summary>
    public bool Faint { get; init; }

    public override IEnumerable<Spot> Extent =>
        At.SelectMany(span => (Spot[])[new(span.From, span.Y), new(span.To, span.Y)]);
}

/// <param name="Half">How far it reaches above and below its middle.</param>
internal readonly record struct Stretch(double From, double To, double Y, double Half);

/// <summary>From the lower to the upper of two values, at each place: how well a value is known.</summary>
internal sealed record Band(int Colour, IReadOnlyList<Whisker> At) : Mark(Colour)
{
    public override IEnumerable<Spot> Extent =>
        At.SelectMany(one => (Spot[])[new(one.X, one.Low), new(one.X, one.High)]);
}

internal readonly record struct Whisker(double X, double Low, double High);

/// <summary>What could not be measured: a cross at the panel's upper edge, where no value is.</summary>
internal sealed record Faults(IReadOnlyList<double> At) : Mark(Theme.Fault)
{
    public override IEnumerable<Spot> Extent => [];
}

/// <summary>Moments, as ticks that stand on the axis.</summary>
internal sealed record Moments(IReadOnlyList<double> At) : Mark(Theme.Quiet)
{
    public override IEnumerable<Spot> Extent => [];
}
