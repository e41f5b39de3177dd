using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Scripts.Values;

/// <summary>Values with units, as they are typed: 2s, 500ms, 1m30s; 64kb, 10mb; 5%.</summary>
internal static partial class Units
{
    private static readonly Dictionary<string, double> seconds = new(StringComparer.Ordinal)
    {
        ["ms"] = 0.001,
        ["s"] = 1,
        ["m"] = 60,
        ["h"] = 3600,
    };

    private static readonly Dictionary<string, double> bytes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["b"] = 1,
        ["kb"] = 1024,
        ["mb"] = 1024 * 1024,
        ["gb"] = 1024.0 * 1024 * 1024,
    };

    /// <exception cref="FormatException">It is none; the message says what one looks like.</exception>
    public static TimeSpan Duration(string text) =>
        Long().Match(text) is { Success: true } found
            ? TimeSpan.FromSeconds(Sum(found, seconds))
            : throw Wrong(text, "a duration", "2s, 500ms, 5m or 1m30s");

    /// <exception cref="FormatException">It is none; the message says what one looks like.</exception>
    public static long Size(string text) =>
        Big().Match(text) is { Success: true } found
            ? (long)Sum(found, bytes)
            : throw Wrong(text, "a size", "512b, 64kb, 10mb or 1gb");

    /// <exception cref="FormatException">It is none; the message says what one looks like.</exception>
    /// <returns>5 % is 0.05.</returns>
    public static double Percent(string text) =>
        Part().Match(text) is { Success: true } found
            ? Figure(found.Groups["figure"].Value) / 100
            : throw Wrong(text, "a percentage", "5% or 99.9%");

    /// <summary>The value of a word with a unit; null where it has none that is known.</summary>
    public static object? Any(string text) =>
        Long().IsMatch(text) ? Duration(text)
        : Part().IsMatch(text) ? Percent(text)
        : Big().IsMatch(text) ? Size(text)
        : null;

    private static double Sum(Match found, Dictionary<string, double> units) =>
        found
            .Groups["figure"]
            .Captures.Zip(found.Groups["unit"].Captures)
            .Sum(pair => Figure(pair.First.Value) * units[pair.Second.Value]);

    private static double Figure(string text) =>
        double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static FormatException Wrong(string text, string what, string such) =>
        new(
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                ? $"{text} has no unit. Give {what} such as {such}."
                : $"'{text}' is not {what}. Give one such as {such}."
        );

    // At most seven digits: a year has that many minutes, and no sum overflows.
    [GeneratedRegex(@"^((?<figure>\d{1,7}(\.\d{1,6})?)(?<unit>ms|s|m|h))+$")]
    private static partial Regex Long();

    [GeneratedRegex(
        @"^(?<figure>\d{1,9}(\.\d{1,6})?)(?<unit>b|kb|mb|gb)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Big();

    [GeneratedRegex(@"^(?<figure>\d{1,9}(\.\d{1,9})?)%$")]
    private static partial Regex Part();
}
