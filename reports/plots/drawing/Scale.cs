namespace Verify.Reports.Plots.Drawing;

/// <summary>Where on an axis a value lies: 0 at its beginning, 1 at its end.</summary>
internal abstract record Scale(double Low, double High)
{
    /// <summary>Values beyond an end lie at it: nothing is drawn outside a panel.</summary>
    public double At(double value) => Math.Clamp(Share(value), 0, 1);

    public abstract IReadOnlyList<Tick> Ticks(int least);

    protected abstract double Share(double value);
}

/// <summary>Equal distances for equal differences.</summary>
internal sealed record LinearScale(double Low, double High) : Scale(Low, High)
{
    // Of the range, so that the highest value does not lie on the panel's edge.
    private const double LeastRoom = 0.04;

    /// <summary>From nought, or from the lowest value below it, to a little above the highest.</summary>
    /// <param name="room">How much of the range is left free above the highest value, for what is written there.</param>
    public static LinearScale FromZero(IEnumerable<double> values, double room = 0)
    {
        var (low, high) = (0.0, 0.0);
        foreach (var value in values.Where(double.IsFinite))
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return high > low
            ? new(low, high + ((high - low) * Math.Max(room, LeastRoom)))
            : new(low, low + 1);
    }

    /// <summary>What is measured from its beginning to its end, no further.</summary>
    public static LinearScale Exactly(double low, double high) =>
        new(low, high > low ? high : low + 1);

    public override IReadOnlyList<Tick> Ticks(int least) =>
        Reports.Plots.Drawing.Ticks.Linear(Low, High, least);

    protected override double Share(double value) => (value - Low) / (High - Low);
}

/// <summary>Equal distances for equal ratios; what is not above nought lies at the beginning.</summary>
internal sealed record LogScale(double Low, double High) : Scale(Low, High)
{
    /// <summary>Whole powers of ten around the values, one at least.</summary>
    public static LogScale Around(IEnumerable<double> values)
    {
        var (low, high) = (double.MaxValue, 0.0);
        foreach (var value in values.Where(value => value > 0))
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        if (high <= 0)
        {
            return new(1, 10);
        }
        var from = Math.Floor(Math.Log10(low) + 1e-9);
        var to = Math.Max(from + 1, Math.Ceiling(Math.Log10(high) - 1e-9));
        return new(Math.Pow(10, from), Math.Pow(10, to));
    }

    public override IReadOnlyList<Tick> Ticks(int least) =>
        Reports.Plots.Drawing.Ticks.Logarithmic(Low, High);

    protected override double Share(double value) =>
        value <= 0 ? 0 : Math.Log10(value / Low) / Math.Log10(High / Low);
}

/// <summary>Rows of a name each, the first at the top.</summary>
internal sealed record RowScale(IReadOnlyList<string> Names) : Scale(0, Names.Count)
{
    /// <summary>The middle of a row.</summary>
    public double Middle(int row) => Names.Count - row - 0.5;

    public override IReadOnlyList<Tick> Ticks(int least) =>
        [.. Names.Select((name, row) => new Tick(Middle(row), name))];

    protected override double Share(double value) => value / High;
}
