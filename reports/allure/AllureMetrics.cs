using Verify.Reports.Tree;

namespace Verify.Reports.Allure;

/// <summary>A figure that Allure shows in a table and follows over the runs.</summary>
/// <param name="Key">What makes it the same figure in another run.</param>
internal sealed record AllureMetric(
    string Id,
    string Key,
    double Value,
    long Start,
    long Stop,
    string Title,
    string Unit,
    string Group,
    string GroupTitle,
    string? Source
);

/// <summary>What a run measured, for the page of metrics.</summary>
internal static class AllureMetrics
{
    // What Allure's reader knows them by.
    public const string FileName = "verify-perf.json";

    private const string Whole = "run";

    /// <summary>Never empty: Allure's pages ask for the list in any case, and where it is missing the browser complains.</summary>
    public static IEnumerable<AllureMetric> Of(RunTree tree) =>
        tree
            .Phases.SelectMany(phase => phase.Steps.SelectMany(step => Of(tree, phase, step)))
            .Prepend(
                Figure(tree, Whole, "time of the whole run", tree.Seconds, "s", "The run", null)
            )
            .Where(metric => double.IsFinite(metric.Value));

    private static IEnumerable<AllureMetric> Of(RunTree tree, PhaseNode phase, StepNode step) =>
        step.Measurements.Select(
            (m, i) =>
                Figure(
                    tree,
                    phase.Id,
                    $"{step.Id} {m.Name}",
                    m.Value,
                    m.Unit,
                    $"Phase {phase.Id}: {phase.Title}",
                    m.Source
                ) with
                {
                    Id = AllureId.Uuid(tree.Run, phase.Id, step.Id, $"{i}"),
                    Start = When.Milliseconds(step.Started ?? tree.Started),
                    Stop = When.Milliseconds(step.Finished ?? step.Started ?? tree.Started),
                }
        );

    private static AllureMetric Figure(
        RunTree tree,
        string group,
        string title,
        double value,
        string unit,
        string groupTitle,
        string? source
    )
    {
        var at = When.Milliseconds(tree.Started);
        var shown = Printable.Line(title);
        return new(
            AllureId.Uuid(tree.Run, group, title),
            $"{group}/{shown}",
            value,
            at,
            at,
            shown,
            unit,
            group,
            Printable.Line(groupTitle),
            source
        );
    }
}
