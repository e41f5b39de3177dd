using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Replay;

namespace Verify.Instruments.Staleness;

/// <summary>How long an old state can be served, as a configuration tells.</summary>
/// <param name="Because">The line of the configuration that says so.</param>
/// <param name="Unknown">Why the configuration does not tell, or null.</param>
/// <param name="Replayable">Every answer can be predicted, not only the window: a file is kept from its first use.</param>
public sealed record CachePrediction(
    CacheWindow Window,
    string Because,
    string? Unknown,
    bool Replayable
)
{
    /// <summary>Entries that the cache holds; null where there is none.</summary>
    public long? Max { get; private init; }

    /// <param name="uri">How the file is asked for; the location that answers it decides.</param>
    public static CachePrediction Of(NginxConf conf, string uri, InvalidationKind kind) =>
        Of(Effective.At(conf, uri), kind);

    public static CachePrediction Of(Effective place, InvalidationKind kind)
    {
        var cache = FileCache.At(place);
        if (cache.Diverted is { } line)
            return new(
                CacheWindow.None,
                cache.Because,
                $"{line} answers at {place.Context.Path}",
                false
            );
        if (cache.Max is null)
            return new(CacheWindow.None, cache.Because, null, true);
        if (kind == InvalidationKind.Appeared && !cache.Errors)
            return new(CacheWindow.None, "open_file_cache_errors off", null, true)
            {
                Max = cache.Max,
            };
        var window = CacheWindow.Predict((int)Math.Min(cache.Valid.TotalSeconds, int.MaxValue));
        return cache.MinUses <= 1
            ? new(window, cache.Because, null, true) { Max = cache.Max }
            // Before that many requests the file is opened for each; then its window is the same.
            : new(
                window with
                {
                    Low = TimeSpan.Zero,
                },
                $"{cache.Because}, open_file_cache_min_uses {cache.MinUses}",
                null,
                false
            )
            {
                Max = cache.Max,
            };
    }
}
