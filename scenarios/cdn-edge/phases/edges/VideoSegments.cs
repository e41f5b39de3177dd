using Verify.Fixtures.S3;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Scenarios.CdnEdge.Phases.Edges;

/// <summary>The segments of a video's first variant, as an edge is asked for them.</summary>
internal static class VideoSegments
{
    /// <param name="master">The path of its master playlist at an edge.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(
        S3Endpoint bucket,
        string master,
        CancellationToken ct
    )
    {
        using var client = new HttpClient();
        var root = $"/{bucket.Bucket}";
        async Task<Playlist> ReadAsync(Uri at) =>
            Playlist.Parse(await client.GetByteArrayAsync(at, ct), PlaylistReading.Lenient);
        var top = new Uri(new Uri(bucket.Url.GetLeftPart(UriPartial.Authority)), root + master);
        var variant = new Uri(top, ((MultivariantPlaylist)await ReadAsync(top)).Variants[0].Uri);
        var media = (MediaPlaylist)await ReadAsync(variant);
        return
        [
            .. media.Segments.Select(one => new Uri(variant, one.Uri).AbsolutePath[root.Length..]),
        ];
    }
}
