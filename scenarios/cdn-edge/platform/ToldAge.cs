using System.Globalization;
using System.Net.Http.Headers;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>How old an answer is, and how long it may be reused, as a cache that receives it has to reckon (RFC 9111, 4.2).</summary>
internal static class ToldAge
{
    /// <summary>Its age on arrival, in whole seconds as caches count; null where neither Age nor Date is there.</summary>
    public static TimeSpan? Of(HttpAnswer answer)
    {
        var apparent = DateOf(answer) is { } date
            ? Seconds(WallClock.Read().Of(answer.Answered)) - Seconds(date)
            : (long?)null;
        var age = long.TryParse(
            answer.First("Age"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var said
        )
            ? said
            : (long?)null;
        return apparent is null && age is null
            ? null
            : TimeSpan.FromSeconds(Math.Max(0, Math.Max(apparent ?? 0, age ?? 0)));
    }

    /// <summary>max-age of its Cache-Control; null where it has none.</summary>
    public static TimeSpan? FreshFor(HttpAnswer answer) =>
        CacheControlHeaderValue.TryParse(answer.First("Cache-Control"), out var control)
            ? control.MaxAge
            : null;

    private static DateTimeOffset? DateOf(HttpAnswer answer) =>
        DateTimeOffset.TryParseExact(
            answer.First("Date"),
            "r",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? date
            : null;

    private static long Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds();
}
