using System.Globalization;
using System.Text;
using Verify.Instruments.Staleness;
using Verify.Reports.Plots;

namespace Verify.Scenarios.Freshness;

/// <summary>What the answers' age is held against, kept beside them: when the stream was published, what is predicted.</summary>
internal static class FreshnessEvidence
{
    private const string PublicationsFile = "publications.csv";
    private const string BoundsFile = "bounds-staleness.csv";

    /// <param name="when">Distinguishes this watch from another in the run, as in "under load"; null for none.</param>
    public static void Keep(
        Step step,
        FreshnessWatch watch,
        IReadOnlyList<FreshnessSeen> all,
        string? when = null
    )
    {
        step.Keep(PublicationsFile, Publications(watch), "text/csv");
        step.Keep(BoundsFile, Bounds(all), "text/csv");
        var data = new List<PlotData>
        {
            new(PlotKind.Publications, PublicationsFile),
            new(PlotKind.Bounds, BoundsFile),
        };
        foreach (var one in all)
        {
            data.Add(Kept(step, one, PlotKind.Stream, "staleness", one.Stream, when));
            if (one.Probes is { } probes)
                data.Add(
                    Kept(step, one, PlotKind.Probes, "staleness of probe playlists", probes, when)
                );
        }
        step.Plot(PlotKind.Staleness, data, when);
    }

    private static PlotData Kept(
        Step step,
        FreshnessSeen one,
        string role,
        string what,
        Staleness samples,
        string? when
    )
    {
        var measured = when is null ? what : $"{what} {when}";
        var file =
            $"staleness-{(role == PlotKind.Probes ? "probes-" : "")}{(when is null ? "" : $"{when.Replace(' ', '-')}-")}{one.Name}.csv";
        step.Keep(file, samples.Csv(), "text/csv");
        return new(role, file, one.Name, $"{one.Name} {measured}");
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
