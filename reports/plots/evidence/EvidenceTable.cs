using System.Globalization;

namespace Verify.Reports.Plots.Evidence;

/// <summary>A CSV that a run kept, read leniently: a line that says nothing is counted, and the others are taken.</summary>
/// <param name="Problem">What of it could not be read, or null.</param>
internal sealed record EvidenceTable(
    IReadOnlyDictionary<string, int> Columns,
    IReadOnlyList<string> Rows,
    string? Problem
)
{
    /// <summary>No clock and no count of a run gets there.</summary>
    public const double Beyond = 1e12;

    // Two hours of samples; whatever is larger was not written by a run.
    private const long MostBytes = 256L * 1024 * 1024;
    private const int MostRows = 1_500_000;

    private static readonly EvidenceTable Nothing = new(new Dictionary<string, int>(), [], null);

    /// <param name="needed">The columns without which it tells nothing.</param>
    public static EvidenceTable Read(string? path, string name, params string[] needed)
    {
        if (path is null)
        {
            return Nothing with { Problem = $"{name} is not in the run's folder." };
        }
        try
        {
            var bytes = new FileInfo(path).Length;
            // Also a pipe, which would never end.
            if (bytes == 0)
            {
                return Nothing with { Problem = $"{name} is empty." };
            }
            return bytes > MostBytes
                ? Nothing with
                {
                    Problem = $"{name} has {bytes} bytes, more than the {MostBytes} that are read.",
                }
                : Read(File.ReadLines(path), name, needed);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Nothing with { Problem = $"{name} cannot be read: {unreadable.Message}" };
        }
    }

    /// <summary>A row's figure; null where there is none. Figures that no clock and no count can give are none.</summary>
    public double? Figure(string row, string column) =>
        double.TryParse(
            Cell(row, column),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var value
        )
        && Math.Abs(value) < Beyond
            ? value
            : null;

    public string Text(string row, string column) => Cell(row, column).ToString();

    public DateTimeOffset? Time(string row, string column) =>
        DateTimeOffset.TryParse(
            Cell(row, column),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    /// <summary>The rows that a reader could make something of; the others are said in the problem.</summary>
    public (IReadOnlyList<T> Taken, string? Problem) Take<T>(string name, Func<string, T?> read)
        where T : class
    {
        var taken = Rows.Select(read).OfType<T>().ToList();
        var lost = Rows.Count - taken.Count;
        return (taken, Problem ?? (lost > 0 ? $"{name}: {lost} lines say nothing." : null));
    }

    // Read where it stands: a million rows as a dozen texts each would take a gigabyte.
    private ReadOnlySpan<char> Cell(string row, string column)
    {
        if (!Columns.TryGetValue(column, out var wanted))
        {
            return [];
        }
        var rest = row.AsSpan();
        for (; wanted > 0; wanted--)
        {
            rest = rest[(rest.IndexOf(',') + 1)..];
        }
        return rest.IndexOf(',') is >= 0 and var end ? rest[..end] : rest;
    }

    private static EvidenceTable Read(IEnumerable<string> lines, string name, string[] needed)
    {
        var rows = new List<string>();
        Dictionary<string, int>? columns = null;
        var (width, lost, more) = (0, 0, false);
        foreach (var line in lines)
        {
            if (columns is null)
            {
                var cells = line.Split(',');
                (columns, width) = ([], cells.Length);
                for (var i = 0; i < cells.Length; i++)
                {
                    columns.TryAdd(cells[i].Trim(), i);
                }
                if (
                    needed.Where(one => !columns.ContainsKey(one)).ToList() is { Count: > 0 } absent
                )
                {
                    return Nothing with
                    {
                        Problem = $"{name} has no column {string.Join(", ", absent)}.",
                    };
                }
            }
            else if (line.AsSpan().Count(',') + 1 < width)
            {
                lost++;
            }
            else if (more = rows.Count == MostRows)
            {
                break;
            }
            else
            {
                rows.Add(line);
            }
        }
        return new(
            columns ?? [],
            rows,
            more ? $"{name}: only its first {MostRows} lines were read."
                : lost > 0 ? $"{name}: {lost} lines are cut short."
                : null
        );
    }
}
