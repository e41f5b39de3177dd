using Verify.Engine.Record;
using Verify.Instruments.Staleness;

namespace Verify.Instruments.Histories.Ages;

/// <summary>How old what one colo showed was.</summary>
/// <param name="Count">Reads that could be judged; with none, nothing can be told.</param>
/// <param name="AtLeast">Quantiles of the lower bounds of the ages: a limit below them was exceeded.</param>
/// <param name="AtMost">Quantiles of the upper bounds: a limit above them was kept.</param>
/// <param name="Upper95">Upper 95 % confidence bound of the largest age, or null: see <paramref name="UpperReason"/>.</param>
/// <param name="Windows">Superseded versions that were seen, and then seen no more: the looks behind the maximum.</param>
/// <param name="Missed">What the age of a version can have had beyond the last read of it, in the mean.</param>
/// <param name="GoneBack">Reads that saw an older version than one that was answered before they were asked.</param>
public sealed record ColoAges(
    string Colo,
    int Count,
    Quantiles AtLeast,
    Quantiles AtMost,
    TimeSpan? Upper95,
    string UpperReason,
    int Windows,
    TimeSpan Missed,
    int GoneBack
)
{
    /// <summary>The largest age with its bound and its quantiles, as the run record keeps it.</summary>
    public Measurement AsMeasurement(string of = "age of what was seen") =>
        new(
            $"{Colo} {of}",
            AtMost.Max.TotalSeconds,
            "s",
            Count,
            Low: AtLeast.Max.TotalSeconds,
            High: Upper95?.TotalSeconds,
            Confidence: Upper95 is null ? null : StalenessBound.Confidence,
            Details: new Dictionary<string, double>
            {
                ["p50"] = AtMost.P50.TotalSeconds,
                ["p95"] = AtMost.P95.TotalSeconds,
                ["p99"] = AtMost.P99.TotalSeconds,
            },
            Source: UpperReason
        );
}
