using System.Text.Json.Serialization;

namespace Verify.Origin;

/// <summary>How long each kind of file may be kept by a cache, as the origin says in Cache-Control.</summary>
public sealed record CacheTiming(CacheRule Segment, CacheRule Manifest, CacheRule Master)
{
    // Segments never change under their name, so any time is safe, though most of it outlasts the segment.
    private static readonly TimeSpan SegmentAge = TimeSpan.FromMinutes(1);

    // The set of variants changes with a deployment, not with the stream.
    private static readonly TimeSpan MasterAge = TimeSpan.FromSeconds(5);

    public static CacheTiming From(OriginProfile profile)
    {
        var duration = profile.Hls.SegmentDuration;
        return new CacheTiming(
            Segment: new CacheRule((int)SegmentAge.TotalSeconds) { Immutable = true },
            // Half a segment, in whole seconds: with one-second segments this is 0.
            Manifest: new CacheRule(duration / 2) { StaleWhileRevalidate = duration },
            Master: new CacheRule((int)MasterAge.TotalSeconds)
            {
                StaleWhileRevalidate = 2 * (int)MasterAge.TotalSeconds,
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
