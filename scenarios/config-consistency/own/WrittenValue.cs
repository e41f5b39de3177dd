using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>What a check writes into a configuration or a state, so that it is known again wherever it is answered.</summary>
internal static partial class WrittenValue
{
    public const string Placeholder = "{value}";

    /// <summary>Letters, digits and dashes: it can be a part of a host name too.</summary>
    public static string Of(int number) => $"verify-{number}";

    public static string In(string template, string value) =>
        template.Replace(Placeholder, value, StringComparison.Ordinal);

    /// <summary>The number of the newest in a text; null where it has none.</summary>
    public static int? NumberIn(string text)
    {
        var numbers = Known()
            .Matches(text)
            .Select(one => int.Parse(one.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToArray();
        return numbers.Length == 0 ? null : numbers.Max();
    }

    [GeneratedRegex(@"verify-(\d{1,9})(?!\d)")]
    private static partial Regex Known();
}
