using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Observed;

/// <summary>What one answer says of the cache that it comes from.</summary>
/// <param name="State">By whatever header; null where none says it.</param>
/// <param name="MaxAge">The shared caches' own where there is one.</param>
internal sealed partial record EdgeLook(int Status, string? State, long? Age, long? MaxAge)
{
    public string Text => $"{Status} {State ?? "-"}";

    public string AgeText => Age?.ToString(CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Asked after the other, it is not the same entry any more.</summary>
    public bool IsNewerThan(EdgeLook before) =>
        Age < before.Age || State is "MISS" or "EXPIRED" or "REVALIDATED";

    public static EdgeLook Of(HttpAnswer answer)
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
            Number(Shared().Match(cached).Groups[1].Value)
                ?? Number(Any().Match(cached).Groups[1].Value)
        );
    }

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
