using System.Globalization;

namespace Verify.Scenarios.Load;

/// <summary>Figures of a load as people read them.</summary>
internal static class FigureText
{
    private const double Kilo = 1000;

    /// <summary>Three figures that count, in the unit that suits: 0.42 ms, 12.3 ms, 1.23 s.</summary>
    public static string Time(TimeSpan time) => Milliseconds(time.TotalMilliseconds);

    public static string Milliseconds(double milliseconds) =>
        milliseconds >= Kilo ? $"{Three(milliseconds / Kilo)} s" : $"{Three(milliseconds)} ms";

    public static string Seconds(TimeSpan time) => Invariant($"{time.TotalSeconds:0.0} s");

    public static string Count(double count) =>
        count.ToString("#,##0.###", CultureInfo.InvariantCulture);

    /// <param name="part">Of one.</param>
    public static string Share(double part) => Invariant($"{part * 100:0.####} %");

    public static string Bytes(double bytes) =>
        bytes switch
        {
            >= 1e9 => $"{Three(bytes / 1e9)} GB",
            >= 1e6 => $"{Three(bytes / 1e6)} MB",
            >= 1e3 => $"{Three(bytes / 1e3)} KB",
            _ => $"{Three(bytes)} bytes",
        };

    public static string Three(double value) =>
        value.ToString(
            value switch
            {
                >= 99.95 => "#,##0",
                >= 9.995 => "0.0",
                _ => "0.00",
            },
            CultureInfo.InvariantCulture
        );

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
