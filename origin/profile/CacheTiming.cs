using System.Text.Json.Serialization;

namespace Verify.Origin.Profile;

/// <summary>How long each kind of file may be kept by a cache, as the origin says in Cache-Control.</summary>
public sealed record CacheTiming(CacheRule Segment, CacheRule Manifest, CacheRule Master)
{
    public static CacheTiming From(OriginProfile profile)
    {
        var ages = Formulas.Shipped.Cache;
        var duration = profile.Hls.SegmentDuration;
        return new CacheTiming(
            Segment: new CacheRule(ages.SegmentMaxAge) { Immutable = true },
            // Half a segment, in whole seconds: with one-second segments this is 0.
            Manifest: new CacheRule(duration / 2) { StaleWhileRevalidate = duration },
            Master: new CacheRule(ages.MasterMaxAge)
            {
                StaleWhileRevalidate = ages.MasterStaleWhileRevalidate,
            }
        );
    }
}

/// <summary>One Cache-Control header (RFC 9111 and RFC 5861), in seconds.</summary>
public sealed record CacheRule(int MaxAge)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StaleWhileRevalidate { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Immutable { get; init; }

    public bool Public { get; init; } = true;

    /// <summary>The header's value; the order is the seed's.</summary>
    [JsonIgnore]
    public string Header =>
        string.Join(
            ", ",
            new[]
            {
                Public ? "public" : null,
                $"max-age={MaxAge}",
                StaleWhileRevalidate is { } seconds ? $"stale-while-revalidate={seconds}" : null,
                Immutable ? "immutable" : null,
                // A proxy on the way must not re-encode media.
                "no-transform",
            }.OfType<string>()
        );
}
