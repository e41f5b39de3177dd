using Verify.Reports.Plots;

namespace Verify.Scenarios.Nightly.History;

/// <summary>The headline figures of a night's jobs over all nights, a picture a job.</summary>
internal static class HistoryPages
{
    // A season: more would leave a night no width on the page.
    private const int Nights = 90;

    /// <returns>What was drawn for a job, relative to the night's folder, by the job's name.</returns>
    public static IReadOnlyDictionary<string, string> Draw(
        string folder,
        IEnumerable<string> jobs,
        IReadOnlyList<NightLine> history
    )
    {
        var drawn = new Dictionary<string, string>();
        foreach (var job in jobs)
        {
            NightLine[] lines = [.. history.Where(line => line.Job == job).TakeLast(Nights)];
            if (lines.All(line => line.Figures.Count == 0))
                continue;
            var file = $"history-{job.Replace('/', '-')}.svg";
            File.WriteAllText(
                Path.Combine(folder, file),
                HistoryPlot.Render(Figures(lines), $"{job}: headline figures over the nights")
            );
            drawn[job] = file;
        }
        return drawn;
    }

    private static IReadOnlyList<FigureHistory> Figures(NightLine[] lines) =>
        [
            .. lines
                .SelectMany(line => line.Figures)
                // One whose unit was changed is another figure.
                .DistinctBy(figure => (figure.Id, figure.Unit))
                .Select(figure => new FigureHistory(
                    figure.Name,
                    figure.Unit,
                    [.. lines.Select(line => Value(line, figure))]
                )),
        ];

    private static NightValue Value(NightLine line, NightFigure of)
    {
        var seen = line.Figures.FirstOrDefault(one => one.Id == of.Id && one.Unit == of.Unit);
        return new(
            DateOnly.FromDateTime(line.At.UtcDateTime),
            line.Night,
            seen?.Value,
            seen?.Low,
            seen?.High
        )
        {
            Missed = line.ExitCode != 0,
        };
    }
}
