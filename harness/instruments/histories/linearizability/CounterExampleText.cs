using System.Globalization;
using System.Text;

namespace Verify.Instruments.Histories.Linearizability;

/// <summary>A counter-example in words, and as a table for a plot.</summary>
public static class CounterExampleText
{
    /// <summary>What cannot be, and why, in a few lines; then the operations around it.</summary>
    public static IReadOnlyList<string> Lines(CounterExample example) =>
        [.. Why(example), .. CounterExampleRow.Of(example).Select(Line)];

    /// <summary>What cannot be, and why.</summary>
    public static IReadOnlyList<string> Why(CounterExample example)
    {
        var failed = example.Unplaceable;
        var lines = new List<string>
        {
            $"No order explains the answer: {failed}, called at {Seconds(failed.Call)}, returned at {Seconds(failed.Return)}.",
            $"Up to then {example.Prefix.Count} operations can be ordered, which leaves {example.State}.",
        };
        lines.Add(
            example.LastFit switch
            {
                null => "Its answer was right at no place in that order.",
                { After: null, Until: { } until } =>
                    $"Its answer was right only before {Told(until)}.",
                { After: { } after, Until: { } until } =>
                    $"Its answer was right for the last time after {Told(after)}, until {Told(until)}.",
                { After: { } after } => $"Its answer was right after {Told(after)}.",
                _ => "Its answer was right at the beginning.",
            }
        );
        return lines;
    }

    /// <summary>The operations around the fault as CSV; what would break a cell is replaced.</summary>
    public static string Csv(CounterExample example)
    {
        var csv = new StringBuilder("call_s,return_s,role,place,id,client,act\n");
        foreach (var (one, role, place) in CounterExampleRow.Of(example))
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{one.Call.TotalSeconds:F6},{one.Return?.TotalSeconds:F6},{role},{place},{one.Id},{Cell(one.Client)},{Cell($"{one.Act}")}\n"
            );
        return csv.ToString();
    }

    private static string Line(CounterExampleRow row)
    {
        var (one, role, place) = row;
        var answered = one.Return is null ? "no answer" : Seconds(one.Return);
        return $"{Seconds(one.Call)} to {answered}: {one}, {(place is null ? role : $"{role}, number {place}")}";
    }

    private static string Told(Operation one) =>
        one.Return is { } at
            ? $"{one}, which returned at {Seconds(at)}"
            : $"{one}, which was not answered";

    private static string Cell(string text) =>
        string.Concat(
            text.Select(one =>
                one == ',' ? ';'
                : char.IsControl(one) ? ' '
                : one
            )
        );

    private static string Seconds(TimeSpan? at) =>
        FormattableString.Invariant($"{at?.TotalSeconds:0.000000} s");
}
