using System.Globalization;
using System.Text;

namespace Verify.Scenarios.Invalidations;

/// <summary>Each change with its time and its window, a line each, as CSV.</summary>
internal static class InvalidationTimes
{
    public const string File = "invalidation-times.csv";

    public static string Csv(IReadOnlyList<InvalidationSeen> all)
    {
        var csv = new StringBuilder(
            "kind,server,changed_at,last_old_s,next_new_s,window_low_s,window_high_s\n"
        );
        foreach (var one in all)
        {
            // What the configuration does not tell has no window; what could not be seen has no time.
            var window = one.Predicted.Unknown is null
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{one.Predicted.Window.Low.TotalSeconds:0.###},{one.Predicted.Window.High.TotalSeconds:0.###}"
                )
                : ",";
            foreach (var draw in one.Draws)
            {
                var seen = draw.Inconclusive is null
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{draw.LastOld.TotalSeconds:F6},{draw.NextNew?.TotalSeconds:F6}"
                    )
                    : ",";
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{one.Kind.Name},{one.Server.Name},{draw.ChangedAt:yyyy-MM-ddTHH:mm:ss.ffffffZ},{seen},{window}\n"
                );
            }
        }
        return csv.ToString();
    }
}
