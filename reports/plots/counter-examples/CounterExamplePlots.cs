using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;

namespace Verify.Reports.Plots.CounterExamples;

/// <summary>Why a history is not linearizable: the operations around the fault, a bar each from call to return.</summary>
internal static class CounterExamplePlots
{
    private const int RowHeight = 20;
    private const double HalfBar = 0.34;

    // The left margin ends at 220; what is cut there is whole in the evidence.
    private const double LabelWidth = 196;

    // A table is written by whoever writes the record: a counter-example has fewer.
    private const int MostRows = 60;

    // The words of the evidence, and how each is drawn and named.
    private static readonly (string Role, int Colour, bool Faint, string Name)[] Roles =
    [
        ("unplaceable", Theme.Fault, false, "no order explains it"),
        ("source", Theme.Candidate, false, "after it, the answer would have been right"),
        ("ended it", Theme.Baseline, false, "until this one"),
        ("placed", Theme.Quiet, false, "can be ordered"),
        ("under way", Theme.Quiet, true, "its place was still open"),
    ];

    public static IEnumerable<(string Name, Chart Chart)> Of(DeclaredPlot plot)
    {
        if (plot.Name(PlotKind.Table) is not { } name)
        {
            yield break;
        }
        var table = plot.Table(name, "call_s", "return_s", "role", "id", "client", "act");
        var (rows, problem) = table.Take(name, row => Read(table, row));
        yield return (
            $"counter-example{plot.When}",
            Draw([.. rows.Take(MostRows)], plot.When, problem)
        );
    }

    private static Row? Read(EvidenceTable table, string row) =>
        table.Figure(row, "call_s") is { } call
        && Array.FindIndex(Roles, one => one.Role == table.Text(row, "role")) is >= 0 and var role
            ? new(
                call,
                table.Figure(row, "return_s"),
                role,
                $"{table.Text(row, "client")} {table.Text(row, "act")} #{table.Text(row, "id")}"
            )
            : null;

    private static Chart Draw(IReadOnlyList<Row> rows, string when, string? problem)
    {
        // What is long ago lies at the left edge: the window is that of the fault.
        var near = rows.Where(row => Roles[row.Role].Role is "unplaceable" or "placed").ToList();
        var x = LinearScale.Exactly(
            near.Select(row => row.Call).DefaultIfEmpty(0).Min(),
            near.Select(row => row.Return ?? row.Call).DefaultIfEmpty(1).Max()
        );
        var y = new RowScale([.. rows.Select(row => TextWidth.Cut(row.Label, LabelWidth))]);
        return new(
            when.Length == 0 ? "Not linearizable" : $"Not linearizable:{when}",
            Text(rows),
            [
                new(
                    "operations around the fault",
                    "from call to return",
                    x,
                    y,
                    [.. Roles.Select(Bars).Where(bars => bars.At.Count > 0)]
                )
                {
                    Height = Math.Max(1, rows.Count) * RowHeight,
                    XTitle = "s since the history began",
                    Empty = "no operations",
                },
            ]
        )
        {
            Subtitle = Text(rows),
            Notes = problem is null ? [] : [problem],
        };

        Ranges Bars((string Role, int Colour, bool Faint, string Name) role, int number) =>
            new(
                role.Colour,
                [
                    .. rows.Index()
                        .Where(row => row.Item.Role == number)
                        // Without an answer it lasts until the end.
                        .Select(row => new Stretch(
                            row.Item.Call,
                            row.Item.Return ?? x.High,
                            y.Middle(row.Index),
                            HalfBar
                        )),
                ]
            )
            {
                Faint = role.Faint,
                Name = role.Name,
            };
    }

    private static string Text(IReadOnlyList<Row> rows)
    {
        var (failed, source, ended) = (Of("unplaceable"), Of("source"), Of("ended it"));
        return failed is null
            ? "No operation is named."
            : $"No order explains {failed.Label}."
                + (
                    source is null
                        ? ""
                        : $" Its answer was right for the last time after {Told(source)}"
                )
                + (
                    ended is null
                        ? ""
                        : $"{(source is null ? " Its answer was right only" : ",")} until {Told(ended)}"
                )
                + (source is null && ended is null ? "" : ".");

        Row? Of(string role) => rows.FirstOrDefault(row => Roles[row.Role].Role == role);

        string Told(Row row) =>
            row.Return is { } at && at < failed.Call
                ? FormattableString.Invariant(
                    $"{row.Label} (returned {failed.Call - at:0.######} s before it was called)"
                )
                : row.Label;
    }

    private sealed record Row(double Call, double? Return, int Role, string Label);
}
