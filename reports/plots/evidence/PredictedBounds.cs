namespace Verify.Reports.Plots.Evidence;

/// <summary>What a step's measurements are held against, as it kept them beside them.</summary>
internal sealed record PredictedBounds(
    IReadOnlyList<PredictedBound> All,
    IReadOnlyList<string> Problems
)
{
    /// <returns>None where the step kept none, as those of older runs.</returns>
    public static PredictedBounds Read(DeclaredPlot plot)
    {
        if (plot.Name(PlotKind.Bounds) is not { } name)
        {
            return new([], []);
        }
        var table = plot.Table(name, "measured", "of", "high");
        var (all, problem) = table.Take(
            name,
            row =>
                table.Figure(row, "high") is { } high
                    ? new PredictedBound(
                        table.Text(row, "measured"),
                        table.Text(row, "of"),
                        table.Figure(row, "low"),
                        high,
                        table.Text(row, "is")
                    )
                    : null
        );
        return new(all, problem is null ? [] : [problem]);
    }

    public PredictedBound? Of(string measured, string of) =>
        All.LastOrDefault(one => one.Measured == measured && one.Of == of);
}

/// <param name="Is">What kind of bound: "predicted", "allowed".</param>
internal sealed record PredictedBound(
    string Measured,
    string Of,
    double? Low,
    double High,
    string Is
);
