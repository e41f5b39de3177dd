using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;

namespace Verify.Scenarios.Bench;

/// <summary>The bits that a second of a stream really has: what a profile declares need not be what its encoder made.</summary>
internal static class StreamRate
{
    /// <returns>Bits a second over the segments that are listed now.</returns>
    public static double Of(string folder, OriginProfile profile)
    {
        var file = Path.Combine(folder, profile.MediaPlaylists()[0]);
        if (Playlist.Parse(File.ReadAllBytes(file)) is not MediaPlaylist playlist)
            throw new InvalidDataException($"{file} is no media playlist");
        // The first ones may be deleted while this looks.
        var listed = playlist
            .Segments.Select(segment =>
                (
                    Length: segment.Duration,
                    File: new FileInfo(Path.Combine(Path.GetDirectoryName(file)!, segment.Uri))
                )
            )
            .Where(segment => segment.File.Exists)
            .ToArray();
        return listed.Sum(segment => segment.File.Length)
            * 8
            / listed.Sum(segment => segment.Length.TotalSeconds);
    }
}
