using System.Globalization;
using System.Text;

namespace Verify.Scenarios.Freshness;

/// <summary>What the answers' age is held against, kept beside them: when the stream was published, what is predicted.</summary>
internal static class FreshnessEvidence
{
    public static void Keep(Step step, FreshnessWatch watch, IReadOnlyList<FreshnessSeen> all)
    {
        step.Keep("publications.csv", Publications(watch), "text/csv");
        step.Keep("bounds-staleness.csv", Bounds(all), "text/csv");
    }

    private static string Publications(FreshnessWatch watch)
    {
        var csv = new StringBuilder("wall,known_to_s,media_sequence\n");
        foreach (var one in watch.Publications.Timeline.Publications)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{one.Wall:yyyy-MM-ddTHH:mm:ss.ffffffZ},{one.Error.TotalSeconds:F6},{one.Sequence}\n"
            );
        return csv.ToString();
    }

    private static string Bounds(IReadOnlyList<FreshnessSeen> all)
    {
        var csv = new StringBuilder("measured,of,low,high,unit,is\n");
        foreach (var one in all.Where(one => one.Predicted.Unknown is null))
            csv.Append(
                CultureInfo.InvariantCulture,
                $"staleness,{one.Name},{one.Predicted.Window.Low.TotalSeconds:0.###},{one.Predicted.Window.High.TotalSeconds:0.###},s,predicted at most\n"
            );
        return csv.ToString();
    }
}
