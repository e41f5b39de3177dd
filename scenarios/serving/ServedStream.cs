using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Scenarios.Serving;

/// <summary>A live stream on disk, and under which URIs configurations serve it.</summary>
/// <param name="Folder">The folder on disk, absolute.</param>
/// <param name="Prefix">What the URI of each file in it begins with.</param>
/// <param name="Playlist">The media playlist that is looked at, by its name in the folder.</param>
/// <param name="Master">The multivariant playlist.</param>
internal sealed record ServedStream(
    string Folder,
    string Prefix,
    string Playlist,
    string Master,
    TimeSpan SegmentDuration
)
{
    public string File(string name) => Path.Combine(Folder, name);

    public string Uri(string name) => Prefix + name;

    /// <summary>The segments that the playlist lists now, by their names in the folder; the newest last.</summary>
    public async Task<IReadOnlyList<string>> SegmentsAsync(CancellationToken ct)
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(File(Playlist), ct);
        var beside = Playlist[..^Path.GetFileName(Playlist).Length];
        return
        [
            .. ((MediaPlaylist)Instruments.Playlists.Playlist.Parse(bytes)).Segments.Select(
                segment => beside + segment.Uri
            ),
        ];
    }

    /// <summary>Names beside a file of it that servers answer as they answer it.</summary>
    public ProbeNames Beside(string name, IEnumerable<OriginServer> servers) =>
        new(Uri(name), File(name), [.. servers.Select(server => server.Asked)]);
}
