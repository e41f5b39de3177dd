using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.VideoPlatform.Settings;

/// <summary>Durations as the seed's defaults are written: 5m, 1h30m, 300ms.</summary>
internal static partial class WrittenDuration
{
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var match = Written().Match(text);
        if (!match.Success)
            return false;
        foreach (Capture part in match.Groups["part"].Captures)
        {
            var unit = part.Value.TrimStart([.. "0123456789."]);
            var amount = double.Parse(part.Value[..^unit.Length], CultureInfo.InvariantCulture);
            value += unit switch
            {
                "ms" => TimeSpan.FromMilliseconds(amount),
                "s" => TimeSpan.FromSeconds(amount),
                "m" => TimeSpan.FromMinutes(amount),
                _ => TimeSpan.FromHours(amount),
            };
        }
        return true;
    }

    // Six digits of hours are more than any setting allows, and no overflow.
    [GeneratedRegex(@"^(?<part>\d{1,6}(\.\d{1,9})?(ms|s|m|h)){1,4}\z")]
    private static partial Regex Written();
}
