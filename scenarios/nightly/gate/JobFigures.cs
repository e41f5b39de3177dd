using System.Text.Json;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>The headline figures of a run, and what the last nights make of them.</summary>
internal static class JobFigures
{
    /// <summary>Of several measurements of one name (cells of a drill, steps) the worst.</summary>
    public static IReadOnlyList<(Headline Headline, HeadlineValue Value)> Of(Job job, RunTree run)
    {
        var measured = run.Steps.SelectMany(step => step.Measurements).ToLookup(one => one.Name);
        return
        [
            .. from headline in job.Headlines
            let values = measured[headline.Measurement]
                .Select(headline.Of)
                .OfType<HeadlineValue>()
                .Where(value => double.IsFinite(value.Value))
                .OrderBy(value => value.Value)
                .ToList()
            where values.Count > 0
            select (headline, headline.Better == Better.Lower ? values[^1] : values[0]),
        ];
    }

    public static NightFigure ToLine(Headline headline, HeadlineValue value, FigureChange told) =>
        new(
            headline.Name,
            value.Value,
            headline.Unit,
            JsonNamingPolicy.CamelCase.ConvertName($"{headline.Better}"),
            Finite(value.Low),
            Finite(value.High),
            told.Move is FigureMove.Worse or FigureMove.Better
        );

    /// <param name="tonight">This job's line, without its figures.</param>
    public static (IReadOnlyList<FigureChange> Figures, string? NotCompared) Compare(
        NightLine tonight,
        IReadOnlyList<(Headline Headline, HeadlineValue Value)> values,
        IReadOnlyList<NightLine> history
    )
    {
        // A night that did not pass may have measured what was broken: it is nothing to compare with.
        var nights = history.Where(line => line.Job == tonight.Job && line.IsPass).ToList();
        var comparable = nights
            .Where(line => MachineFacts.AreComparable(tonight.Machine, line.Machine))
            .ToList();
        var whyNot =
            tonight.Verdict is not ("pass" or "fail") ? $"tonight it is {tonight.Verdict}"
            : comparable.Count == 0 && nights.Count > 0
                ? $"the machine is another one: {string.Join(", ", MachineFacts.Differences(tonight.Machine, nights[^1].Machine))}"
            : null;
        return (
            [
                .. values.Select(one =>
                    FigureGate.Judge(
                        one.Headline,
                        one.Value,
                        whyNot is null ? Earlier(one.Headline, comparable) : []
                    )
                ),
            ],
            values.Count == 0 ? null : whyNot
        );
    }

    private static List<PastFigure> Earlier(Headline headline, List<NightLine> nights) =>
        [
            .. nights
                .SelectMany(line => line.Figures)
                .Where(figure => figure.Name == headline.Name && figure.Unit == headline.Unit)
                .Select(figure => new PastFigure(figure.Value, figure.WasSaid)),
        ];

    private static double? Finite(double? value) =>
        value is { } number && double.IsFinite(number) ? number : null;
}
