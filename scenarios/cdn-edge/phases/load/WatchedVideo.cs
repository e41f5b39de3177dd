using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Scenarios.CdnEdge.Phases.Load;

/// <summary>What a viewer of a video asks for, from master playlist to last segment: each of it once.</summary>
/// <param name="Segments">Of the first variant, which the swarm's viewers follow.</param>
/// <param name="Bytes">Of all of it.</param>
internal sealed record WatchedVideo(int Segments, TimeSpan SegmentDuration, long Bytes)
{
    /// <summary>Master playlist and variant playlist.</summary>
    public const int Playlists = 2;

    public int Objects => Playlists + Segments;

    /// <summary>As the storage has it.</summary>
    /// <param name="master">Of the video, at the storage.</param>
    public static async Task<WatchedVideo> ReadAsync(Uri master, CancellationToken ct)
    {
        using var client = new HttpClient();
        var bytes = 0L;
        async Task<byte[]> GetAsync(Uri url)
        {
            var body = await client.GetByteArrayAsync(url, ct);
            bytes += body.Length;
            return body;
        }
        var variants = Playlist.Parse(await GetAsync(master), PlaylistReading.Lenient);
        var at = new Uri(master, ((MultivariantPlaylist)variants).Variants[0].Uri);
        var media = (MediaPlaylist)Playlist.Parse(await GetAsync(at), PlaylistReading.Lenient);
        foreach (var segment in media.Segments)
            await GetAsync(new(at, segment.Uri));
        return new(media.Segments.Count, media.TargetDuration, bytes);
    }
}
