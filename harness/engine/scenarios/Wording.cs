using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Engine.Scenarios;

/// <summary>NUnit's words for what a constraint expects, with times and figures as a person writes them.</summary>
internal static partial class Wording
{
    public static string Of(string description)
    {
        var words = Times()
            .Replace(
                description,
                match => Shown.Of(TimeSpan.Parse(match.Value, CultureInfo.InvariantCulture))
            );
        words = Doubles()
            .Replace(
                words,
                match => Shown.Of(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            );
        // A list is shown as the actual one is.
        words = Lists()
            .Replace(words, "[$1]")
            .Replace("<empty>", Shown.None, StringComparison.Ordinal);
        return words.Replace(" Percent", " %", StringComparison.Ordinal);
    }

    // Not in the middle of a longer row of such, as a hardware address is.
    [GeneratedRegex(@"(?<![\w:])\d{2}:[0-5]\d:[0-5]\d(\.\d+)?(?![\w:])")]
    private static partial Regex Times();

    [GeneratedRegex(@"\b(\d+\.\d+)d\b")]
    private static partial Regex Doubles();

    [GeneratedRegex("< (.+?) >")]
    private static partial Regex Lists();
}
