using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>Where viewers find a playlist and a segment at an edge.</summary>
/// <param name="PlaylistFile">What the playlist is called below a given folder; null where the run makes it.</param>
internal sealed record AskedPaths(
    string Playlist,
    string Segment,
    string? PlaylistFile = null,
    string? SegmentFile = null
)
{
    /// <summary>In the place of a video's id, before there is one.</summary>
    public const string Id = "00000000-0000-4000-8000-000000000000";

    /// <summary>As the platform stores a video, below its id.</summary>
    public const string PlaylistRest = "360p/index.m3u8";

    public const string SegmentRest = "360p/segment_000.ts";

    // Where players usually look.
    private static readonly string[] Usual =
    [
        "/",
        "/hls/",
        "/vod/",
        "/videos/",
        "/media/",
        "/live/",
    ];

    /// <summary>A name of nothing, beside one of something.</summary>
    public static string Missing(string path) =>
        path.Insert(path.LastIndexOf('/') + 1, "verify-missing-");

    public AskedPaths Of(Guid id) =>
        this with
        {
            Playlist = Playlist.Replace(Id, $"{id}", StringComparison.Ordinal),
            Segment = Segment.Replace(Id, $"{id}", StringComparison.Ordinal),
        };

    /// <summary>Paths that both edges answer through a cache, the likeliest first.</summary>
    public static IReadOnlyList<AskedPaths> Of(
        EdgeSite one,
        EdgeSite other,
        FolderContent? folder
    ) =>
        [
            .. Folders(one)
                .Concat(Folders(other))
                .Concat(Usual)
                .Distinct()
                .SelectMany(before =>
                    folder?.Below(before)
                    ?? [new($"{before}{Id}/{PlaylistRest}", $"{before}{Id}/{SegmentRest}")]
                )
                .Where(paths =>
                    new[] { paths.Playlist, paths.Segment }.All(path =>
                        one.CachedAt(path) is not null && other.CachedAt(path) is not null
                    )
                ),
        ];

    // The beginnings of its locations' patterns, up to where they leave anything open.
    private static IEnumerable<string> Folders(EdgeSite site) =>
        site
            .Server.SelfAndDescendants.Where(one => one.Kind == ContextKind.Location)
            .Select(one => LocationPattern.Of(one.Opener!))
            .Where(pattern => !pattern.IsNamed)
            .Select(pattern => pattern.IsRegex ? Literal(pattern.Text) : pattern.Text)
            .Where(text => text.StartsWith('/'))
            .Select(text => text[..(text.LastIndexOf('/') + 1)])
            .OrderByDescending(folder => folder.Length);

    private static string Literal(string pattern)
    {
        var text = pattern.TrimStart('^');
        var open = text.IndexOfAny(['\\', '.', '(', '[', '*', '+', '?', '{', '|', '$']);
        return open < 0 ? text : text[..open];
    }
}
