using System.Globalization;
using Verify.Reports.Plots.Drawing;

namespace Verify.Reports.Plots;

/// <summary>A headline figure over the nights.</summary>
/// <param name="Unit">As written after the figure; empty for a count.</param>
/// <param name="Values">Oldest first; a night that is not among them is a gap.</param>
public sealed record FigureHistory(string Name, string Unit, IReadOnlyList<NightValue> Values)
{
    /// <summary>What it is held against, drawn as a line; null where there is nothing.</summary>
    public double? Bound { get; init; }

    /// <summary>What the bound is: "promised".</summary>
    public string BoundName { get; init; } = "bound";
}

/// <summary>A figure of one night.</summary>
/// <param name="Value">Null where the night ran and did not measure it.</param>
/// <param name="Low">Lower end of what it is known to, where that is known.</param>
/// <param name="High">Upper end of it.</param>
public sealed record NightValue(
    DateOnly Night,
    string Run,
    double? Value,
    double? Low = null,
    double? High = null
)
{
    /// <summary>The night's verdict was no pass: its figure is marked.</summary>
    public bool Missed { get; init; }
}

/// <summary>Headline figures over the nights, one small plot each.</summary>
public static class HistoryPlot
{
    public static string Render(
        IReadOnlyList<FigureHistory> figures,
        string title = "Headline figures over the nights"
    )
    {
        var nights = figures.SelectMany(figure => figure.Values).Select(one => one.Night).ToList();
        var (first, last) =
            nights.Count > 0
                ? (nights.Min(), nights.Max())
                : (DateOnly.MinValue, DateOnly.MinValue);
        return new Chart(
            title,
            Text(figures, nights.Count, first, last),
            [.. figures.Select(Panel)]
        )
        {
            Subtitle = figures.Count == 0 ? "No figures yet." : "A night without a value is a gap.",
        }.Svg();

        Panel Panel(FigureHistory figure, int index)
        {
            var days = last.DayNumber - first.DayNumber;
            // Half a day at either end, so that a dot is not cut in half.
            var x = new LinearScale(-0.5, days + 0.5);
            var known = figure.Values.Where(one => IsFigure(one.Value)).ToList();
            var heights = known
                .SelectMany(one => (double?[])[one.Value, one.Low, one.High])
                .Append(figure.Bound)
                .Where(IsFigure)
                .Select(value => value!.Value);
            return new(
                figure.Name,
                figure.Unit.Length > 0 ? $"{figure.Unit} · {Latest(known)}" : Latest(known),
                x,
                LinearScale.FromZero(heights, room: figure.Bound is null ? 0 : 0.2),
                [
                    new Band(
                        Theme.Candidate,
                        [
                            .. known
                                .Where(one => IsFigure(one.Low) && IsFigure(one.High))
                                .Select(one => new Whisker(
                                    At(one),
                                    one.Low!.Value,
                                    one.High!.Value
                                )),
                        ]
                    )
                    {
                        Name = known.Exists(one => one.Low is not null)
                            ? "interval of a night"
                            : null,
                    },
                    new Line(Theme.Candidate, Joined(known)) { Dotted = true },
                    new Faults([.. figure.Values.Where(one => one.Missed).Select(At)])
                    {
                        Name = figures.Any(one => one.Values.Any(night => night.Missed))
                            ? "night did not pass"
                            : null,
                    },
                ]
            )
            {
                Height = 70,
                Empty = "no values",
                XTicks = Dates(),
                XTitle = index == figures.Count - 1 ? "night" : null,
                Bounds =
                    figure.Bound is { } bound && double.IsFinite(bound)
                        ? [new(bound, $"{figure.BoundName} {Ticks.Short(bound)} {figure.Unit}")]
                        : [],
            };
        }

        double At(NightValue one) => one.Night.DayNumber - first.DayNumber;

        // The line breaks wherever a night has no figure.
        List<Spot> Joined(IEnumerable<NightValue> known)
        {
            var spots = new List<Spot>();
            foreach (var one in known.OrderBy(one => one.Night))
            {
                if (spots.Count > 0 && At(one) > spots[^1].X + 1)
                {
                    spots.Add(new(spots[^1].X, double.NaN));
                }
                spots.Add(new(At(one), one.Value!.Value));
            }
            return spots;
        }

        List<Tick> Dates()
        {
            var days = last.DayNumber - first.DayNumber;
            var step = Math.Max(1, (int)Math.Ceiling(days / 6.0));
            return
            [
                .. Enumerable
                    .Range(0, (days / step) + 1)
                    .Select(i => new Tick(
                        i * step,
                        first.AddDays(i * step).ToString("MM-dd", CultureInfo.InvariantCulture)
                    )),
            ];
        }
    }

    private static bool IsFigure(double? value) => value is { } figure && double.IsFinite(figure);

    private static string Latest(IReadOnlyList<NightValue> known) =>
        known.Count == 0
            ? "n = 0"
            : $"last {Ticks.Short(known.MaxBy(one => one.Night)!.Value!.Value)} · n = {known.Count}";

    private static string Text(
        IReadOnlyList<FigureHistory> figures,
        int values,
        DateOnly first,
        DateOnly last
    ) =>
        values == 0
            ? "No figures yet."
            : $"{string.Join(", ", figures.Select(figure => figure.Name))}, from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.";
}
