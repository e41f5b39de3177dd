using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Scenarios.Nightly;

/// <summary>A budget as it is typed: 90s, 30m, 2h, 1h30m.</summary>
internal static partial class BudgetText
{
    public static TimeSpan Parse(string text)
    {
        var parts = Shape().Match(text);
        var budget = parts.Success
            ? TimeSpan.FromHours(Number("h"))
                + TimeSpan.FromMinutes(Number("m"))
                + TimeSpan.FromSeconds(Number("s"))
            : TimeSpan.Zero;
        return budget > TimeSpan.Zero
            ? budget
            : throw new UsageError(
                $"--budget {text}: give whole hours, minutes and seconds, as in 90s, 30m, 2h or 1h30m."
            );

        int Number(string unit) =>
            parts.Groups[unit] is { Success: true } group
                ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture)
                : 0;
    }

    // Six digits of hours are longer than any night, and fit.
    [GeneratedRegex(
        @"\A((?<h>[0-9]{1,6})h)?((?<m>[0-9]{1,6})m)?((?<s>[0-9]{1,6})s)?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Shape();
}
