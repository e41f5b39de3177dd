using System.Text.Json;
using Verify.Reports.Nightly;
using Verify.Reports.Tree;
using Verify.Scenarios.Nightly.History;
using Verify.Scenarios.Nightly.Jobs;

namespace Verify.Scenarios.Nightly.Gate;

/// <summary>The headline figures of a run, and what the last nights make of them.</summary>
internal static class JobFigures
{
    /// <summary>Of several measurements of one id and subject (cells of a drill, steps) the worst.</summary>
    public static IReadOnlyList<MeasuredFigure> Of(Job job, RunTree run)
    {
        var measured = run
            .Steps.SelectMany(step => step.Measurements.Select(one => (Step: step, Seen: one)))
            .ToLookup(one => (one.Seen.Id, one.Seen.Subject));
        return
        [
            .. from headline in job.Headlines
            let seen = measured[(headline.Measurement, headline.Subject)]
                .Select(one => (one.Step, Value: headline.Of(one.Seen)))
                .Where(one => one.Value is { } value && double.IsFinite(value.Value))
                .OrderBy(one => one.Value!.Value)
                .ToList()
            where seen.Count > 0
            select MeasuredFigure.Of(
                headline,
                (headline.Better == Better.Lower ? seen[^1] : seen[0]).Value!,
                seen.Select(one => one.Step)
            ),
        ];
    }

    public static NightFigure ToLine(MeasuredFigure measured, FigureChange told) =>
        new(
            measured.Headline.Name,
            measured.Value.Value,
            measured.Headline.Unit,
            JsonNamingPolicy.CamelCase.ConvertName($"{measured.Headline.Better}"),
            Finite(measured.Value.Low),
            Finite(measured.Value.High),
            told.Move is FigureMove.Worse or FigureMove.Better,
            measured.Verdict,
            measured.Headline.Id
        );

    /// <param name="tonight">This job's line, without its figures.</param>
    public static (IReadOnlyList<FigureChange> Figures, string? NotCompared) Compare(
        NightLine tonight,
        IReadOnlyList<MeasuredFigure> measured,
        IReadOnlyList<NightLine> history
    )
    {
        var nights = history.Where(line => line.Job == tonight.Job && line.HasSound).ToList();
        var comparable = nights
            .Where(line => MachineFacts.AreComparable(tonight.Machine, line.Machine))
            .ToList();
        var whyNot =
            comparable.Count == 0 && nights.Count > 0
                ? $"the machine is another one: {string.Join(", ", MachineFacts.Differences(tonight.Machine, nights[^1].Machine))}"
                : null;
        return (
            [.. measured.Select(one => Compare(one, comparable))],
            measured.Count == 0 ? null : whyNot
        );
    }

    private static FigureChange Compare(MeasuredFigure tonight, List<NightLine> nights) =>
        FigureGate.Judge(
            tonight.Headline,
            tonight.Value,
            tonight.WhyNot is null ? Earlier(tonight.Headline, nights) : []
        ) with
        {
            NotCompared = tonight.WhyNot,
        };

    private static List<PastFigure> Earlier(Headline headline, List<NightLine> nights) =>
        [
            .. nights
                .SelectMany(line => line.Figures.Where(line.IsSound))
                .Where(figure => figure.Id == headline.Id && figure.Unit == headline.Unit)
                .Select(figure => new PastFigure(figure.Value, figure.WasSaid)),
        ];

    private static double? Finite(double? value) =>
        value is { } number && double.IsFinite(number) ? number : null;
}
