using System.Globalization;

namespace Verify.Reports.Plots.Drawing;

/// <summary>Round figures to put on an axis.</summary>
internal static class Ticks
{
    private static readonly double[] Steps = [5, 2, 1];

    /// <summary>The distance of so many ticks or a few more over a range: 1, 2 or 5 times a power of ten.</summary>
    public static double Step(double range, int least)
    {
        var raw = range / Math.Max(1, least);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return Steps.First(step => step == 1 || step * power <= raw * (1 + 1e-9)) * power;
    }

    /// <summary>The multiples of a step within the range, each written with as many decimals as the step has.</summary>
    public static IReadOnlyList<Tick> Linear(double low, double high, int least)
    {
        var step = Step(high - low, least);
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        return
        [
            .. Enumerable
                .Range(0, (int)Math.Clamp(last - first + 1, 0, 100))
                .Select(i => new Tick((first + i) * step, Text((first + i) * step, step))),
        ];
    }

    /// <summary>Powers of ten with a figure, and 2 and 5 times them where there are few; the others as marks alone.</summary>
    public static IReadOnlyList<Tick> Logarithmic(double low, double high)
    {
        var (lowest, highest) = (
            (int)Math.Floor(Math.Log10(low)),
            (int)Math.Ceiling(Math.Log10(high))
        );
        var written = highest - lowest <= 3 ? (int[])[1, 2, 5] : [1];
        return
        [
            .. from power in Enumerable.Range(lowest, highest - lowest + 1)
            from times in Enumerable.Range(1, 9)
            let value = times * Math.Pow(10, power)
            where value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)
            select new Tick(value, written.Contains(times) ? Figure(value) : ""),
        ];
    }

    /// <summary>A figure as an axis has it: no more digits than it needs.</summary>
    public static string Figure(double value) => Text(value, Math.Abs(value));

    /// <summary>Three figures that count: what can be read off a plot.</summary>
    public static string Short(double value) =>
        value.ToString(
            Math.Abs(value) is >= 1000 and < 1e6 ? "#,0" : "G3",
            CultureInfo.InvariantCulture
        );

    private static string Text(double value, double step)
    {
        if (Math.Abs(value) is >= 1e6 or (> 0 and < 1e-4))
        {
            return value.ToString("0.##e0", CultureInfo.InvariantCulture);
        }
        var decimals = step > 0 ? (int)Math.Clamp(Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6) : 0;
        // Minus nought is nought.
        return (Math.Round(value, decimals) + 0.0).ToString(
            decimals == 0 ? "#,0" : "0." + new string('0', decimals),
            CultureInfo.InvariantCulture
        );
    }
}
