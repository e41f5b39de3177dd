using Verify.Origin.Profile;

namespace Verify.Origin.Nginx;

/// <summary>The caching change of seed 000 (phases 3 and 3B): small playlists' age, a cache of the right size, buffers.</summary>
public static class CachingChange
{
    private const string SizeBefore = "open_file_cache max=10000 inactive=30s;";

    /// <summary>In the order to make them.</summary>
    public static IReadOnlyList<ConfigEdit> For(NginxVariant variant, OriginProfile profile) =>
        variant == NginxVariant.Module
            ?
            [
                MultiAccept("3.1"),
                CacheSize("3.2", variant, profile),
                Manifests("3.3", variant),
                Segments("3.4", variant),
            ]
            :
            [
                CacheSize("3B.1", variant, profile),
                Manifests("3B.2", variant),
                Segments("3B.3", variant),
            ];

    /// <summary>The text after all edits, in order.</summary>
    public static string Apply(string baseline, IEnumerable<ConfigEdit> edits) =>
        edits.Aggregate(baseline, (text, edit) => edit.Apply(text));

    private static ConfigEdit MultiAccept(string id) =>
        new(
            id,
            "multi_accept on in events",
            "a worker accepts all waiting connections at once; the standalone variant already does",
            NginxVariant.Module,
            text => Anchor.TopOf(id, text, "events {", "multi_accept on;")
        );

    private static ConfigEdit CacheSize(string id, NginxVariant variant, OriginProfile profile)
    {
        var derived = profile.Derived;
        return new(
            id,
            $"open_file_cache max=10000 becomes max={derived.OpenFileCacheMax}",
            $"three times the {derived.TotalHlsFiles} files that exist, because file names rotate",
            variant,
            text =>
                Anchor.Replace(
                    id,
                    text,
                    SizeBefore,
                    $"""
                    # ({derived.FilesPerVariant} files a variant x {derived.VariantCount} + 1 master) x 3, as names rotate.
                    open_file_cache max={derived.OpenFileCacheMax} inactive=30s;
                    """.Inside(1)
                )
        );
    }

    private static ConfigEdit Manifests(string id, NginxVariant variant) =>
        new(
            id,
            "manifests: open_file_cache_valid 1s and output_buffers 1 4k",
            "a playlist may be at most 1 s stale, the shortest time that open_file_cache_valid accepts"
                + (
                    variant == NginxVariant.Module
                        ? "; the plan (seed 000) forgets output_buffers in 3.3 but expects it in 5.4, so this edit includes it"
                        : ""
                ),
            variant,
            text =>
                Anchor.TopOf(
                    id,
                    text,
                    @"location ~ \.m3u8$ {",
                    """
                    # Whole seconds only: nginx refuses 500ms here, and 1s serves a playlist for a second at most.
                    open_file_cache_valid 1s;
                    # A playlist fits into one small buffer.
                    output_buffers 1 4k;
                    """
                )
        );

    private static ConfigEdit Segments(string id, NginxVariant variant) =>
        new(
            id,
            "segments: output_buffers 2 256k",
            "fewer and larger reads per segment where sendfile is not used",
            variant,
            text =>
                Anchor.TopOf(
                    id,
                    text,
                    @"location ~ \.ts$ {",
                    """
                    # Segments are hundreds of kilobytes.
                    output_buffers 2 256k;
                    """
                )
        );
}
