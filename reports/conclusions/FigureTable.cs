using System.Globalization;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Conclusions;

/// <summary>The few figures that say what a change is worth, as its scenario declares them: a column a subject.</summary>
public sealed record FigureTable(IReadOnlyList<string> Subjects, IReadOnlyList<FigureRow> Rows)
{
    /// <summary>What the brackets mean; null where there are none.</summary>
    public string? Note =>
        Rows.SelectMany(row => row.Cells)
            .Where(cell => cell?.Bound is not null)
            .Select(cell => cell!.Confidence)
            .FirstOrDefault(known => known is not null)
            is { } confidence
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"In brackets: the upper bound or the interval, with {confidence * 100:0.#} % confidence."
            )
            : null;

    public static FigureTable? Of(RunTree tree)
    {
        if (tree.Figures is not { } declared)
            return null;
        var measured = tree
            .Steps.SelectMany(step => step.Measurements)
            .Where(one => one.Id is not null)
            .ToLookup(one => one.Id);
        // A record may come from elsewhere.
        List<string> subjects = [.. declared.Subjects.Distinct()];
        List<FigureRow> rows =
        [
            .. declared
                .Rows.Select(row => new FigureRow(
                    row.Name,
                    [.. subjects.Select(of => Cell(measured[row.Measurement], row, of))]
                ))
                .Where(row => row.Cells.Any(cell => cell is not null)),
        ];
        return rows.Count == 0 ? null : new(subjects, rows);
    }

    // Measured again, the later one counts.
    private static FigureCell? Cell(IEnumerable<Measurement> all, KeyFigure row, string subject) =>
        all.LastOrDefault(one => one.Subject == subject) is { } own ? Own(own, row.Detail)
        : all.LastOrDefault(one => one.Subject is null) is { } compared ? Detail(compared, subject)
        : null;

    private static FigureCell? Own(Measurement seen, string? detail) =>
        detail is not null ? Detail(seen, detail)
        : double.IsFinite(seen.Value)
            ? new(seen.Value, seen.Unit, seen.Low, seen.High, seen.Confidence)
        : null;

    private static FigureCell? Detail(Measurement seen, string name) =>
        seen.Details?.TryGetValue(name, out var value) == true && double.IsFinite(value)
            ? new(value, seen.Unit)
            : null;
}

/// <param name="Cells">One for each subject; null where it was not measured.</param>
public sealed record FigureRow(string Name, IReadOnlyList<FigureCell?> Cells);

/// <param name="Low">Lower end of its interval, where it has one.</param>
/// <param name="High">Upper end of its interval, where it has one.</param>
public sealed record FigureCell(
    double Value,
    string Unit,
    double? Low = null,
    double? High = null,
    double? Confidence = null
)
{
    public string Text =>
        Low is not null && High is null ? $"at least {Short(Value, Unit)}"
        : Bound is { } bound ? $"{Short(Value, Unit)} ({bound})"
        : Short(Value, Unit);

    /// <summary>What stands in brackets, or null.</summary>
    internal string? Bound =>
        (Low, High) switch
        {
            (_, null) => null,
            ({ } low, { } high) when low < Value => $"{Short(low)} to {Short(high)}",
            (_, { } high) => $"at most {Short(high)}",
        };

    // Three figures that count: a table that is taken in at a glance.
    private static string Short(double value, string unit = "")
    {
        var text = Math.Abs(value) is >= 100 and < 1e15
            ? Math.Round(value).ToString("0", CultureInfo.InvariantCulture)
            : value.ToString("G3", CultureInfo.InvariantCulture);
        return unit.Length == 0 ? text : $"{text} {unit}";
    }
}
