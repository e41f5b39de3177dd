using System.Globalization;
using System.Text.RegularExpressions;

namespace Verify.Scenarios.Load;

/// <summary>A time as it is typed: 500ms, 2.5s, 1m.</summary>
internal static partial class TimeText
{
    public const string Units = "us, ms, s or m";

    private static readonly (string Unit, long Ticks)[] Sizes =
    [
        ("us", TimeSpan.TicksPerMicrosecond),
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
    ];

    /// <param name="bare">The unit of a number without one; null where there has to be one.</param>
    public static bool TryParse(string text, string? bare, out TimeSpan time)
    {
        time = default;
        var parts = Shape().Match(text);
        var unit = parts.Groups["unit"] is { Length: > 0 } given ? given.Value : bare;
        var size = Array.Find(Sizes, one => one.Unit == unit);
        if (!parts.Success || size == default)
            return false;
        var number = decimal.Parse(parts.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        time = new((long)Math.Round(number * size.Ticks));
        return true;
    }

    /// <summary>Exactly, as it could be typed.</summary>
    public static string Of(TimeSpan time)
    {
        var size = time.Ticks switch
        {
            < TimeSpan.TicksPerMillisecond and not 0 => Sizes[0],
            < TimeSpan.TicksPerSecond => Sizes[1],
            _ => Sizes[2],
        };
        return ((decimal)time.Ticks / size.Ticks).ToString(
                "0.#######",
                CultureInfo.InvariantCulture
            ) + size.Unit;
    }

    // Nine digits of minutes are longer than anything runs, and fit.
    [GeneratedRegex(@"\A(?<number>[0-9]{1,9}(\.[0-9]{1,6})?)\s*(?<unit>[a-z]*)\z")]
    private static partial Regex Shape();
}
