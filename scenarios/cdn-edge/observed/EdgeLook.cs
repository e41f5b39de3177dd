using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Observed;

/// <summary>What one answer says of the cache that it comes from.</summary>
/// <param name="State">By whatever header; null where none says it.</param>
/// <param name="Age">As it says itself; null where it does not.</param>
/// <param name="Apparent">The least that it can be: its Age, or the time since its Date (RFC 9111, 4.2.3).</param>
/// <param name="MaxAge">The shared caches' own where there is one.</param>
internal sealed partial record EdgeLook(
    int Status,
    string? State,
    long? Age,
    long Apparent,
    long? MaxAge
)
{
    public string Text => $"{Status} {State ?? "-"}";

    public string AgeText => Age?.ToString(CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Asked after the other, it is not the same entry any more.</summary>
    public bool IsNewerThan(EdgeLook before) =>
        Age < before.Age || State is "MISS" or "EXPIRED" or "REVALIDATED";

    /// <param name="now">When it came.</param>
    public static EdgeLook Of(HttpAnswer answer, DateTimeOffset now)
    {
        var cached = string.Join(", ", answer.All("Cache-Control"));
        return new(
            answer.Status,
            answer
                .Headers.Where(one => one.Key.Contains("cache", StringComparison.OrdinalIgnoreCase))
                .Select(one => Word().Match(one.Value))
                .Where(found => found.Success)
                .Select(found => found.Value.ToUpperInvariant())
                .FirstOrDefault(),
            Number(answer.First("Age")),
            Math.Max(Number(answer.First("Age")) ?? 0, SinceDate(answer, now)),
            Number(Shared().Match(cached).Groups[1].Value)
                ?? Number(Any().Match(cached).Groups[1].Value)
        );
    }

    // A date counts seconds: one that was told in the second before is none old.
    private static long SinceDate(HttpAnswer answer, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(
            answer.First("Date"),
            "R",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? Math.Max(0, (long)(now - date).TotalSeconds - 1)
            : 0;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // nginx, Varnish, CloudFront ("Hit from cloudfront"), Squid ("HIT from host"), Fastly ("HIT, MISS").
    [GeneratedRegex(
        @"\b(MISS|HIT|EXPIRED|STALE|UPDATING|REVALIDATED|BYPASS|DYNAMIC)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Word();

    [GeneratedRegex(@"s-maxage=(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Shared();

    [GeneratedRegex(@"max-age=(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Any();
}
