using System.Globalization;
using Verify.Engine.Record;

namespace Verify.Reports.Tree;

/// <summary>A measurement's uncertainty and further figures in words.</summary>
internal static class MeasurementText
{
    public static string Interval(Measurement m)
    {
        if (m.Low is null && m.High is null)
        {
            return "";
        }
        var confidence = m.Confidence is { } c
            ? string.Create(CultureInfo.InvariantCulture, $" ({c * 100:0.#} %)")
            : "";
        return $"{End(m.Low)} to {End(m.High)}{confidence}";

        static string End(double? end) => end is { } value ? When.Figure(value) : "?";
    }

    public static string Details(Measurement m) =>
        m.Details is null
            ? ""
            : string.Join(", ", m.Details.Select(d => $"{d.Key} {When.Figure(d.Value)}"));

    /// <summary>All of it in one line: value, samples, interval, details.</summary>
    public static string Whole(Measurement m)
    {
        var parts = new[]
        {
            When.Figure(m.Value, m.Unit),
            m.Samples == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"n {m.Samples}"),
            Interval(m),
            Details(m),
        };
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }
}
