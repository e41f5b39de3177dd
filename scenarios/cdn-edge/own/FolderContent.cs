using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>A folder of the user's that answers for an upstream: the playlists in it, each with a segment.</summary>
internal sealed class FolderContent
{
    // More of them would be no other kind.
    private const int Most = 20;

    private readonly IReadOnlyList<(string Playlist, string Segment)> files;

    private FolderContent(IReadOnlyList<(string, string)> files) => this.files = files;

    /// <exception cref="UsageError">No playlist of segments is in it.</exception>
    public static FolderContent Of(string folder)
    {
        var found = Directory
            .EnumerateFiles(folder, "*.m3u8", SearchOption.AllDirectories)
            .Select(file => (file, segment: SegmentOf(file)))
            .Where(one => one.segment is not null)
            .Take(Most)
            .Select(one =>
                (Path.GetRelativePath(folder, one.file), Path.GetRelativePath(folder, one.segment!))
            )
            .ToArray();
        return found.Length > 0
            ? new(found)
            : throw new UsageError(
                $"{folder} holds no playlist (.m3u8) whose first segment is there too.\nGive the folder that the upstream serves."
            );
    }

    /// <summary>Its files below a path: whole, and with outer folders left out, as an edge adds them.</summary>
    public IEnumerable<AskedPaths> Below(string before)
    {
        foreach (var (playlist, segment) in files)
        {
            var from = 0;
            do
            {
                var outer = playlist[..from];
                if (segment.StartsWith(outer, StringComparison.Ordinal))
                    yield return new(
                        before + playlist[from..],
                        before + segment[from..],
                        $"/{playlist}",
                        $"/{segment}"
                    );
                from = playlist.IndexOf('/', from) + 1;
            } while (from > 0);
        }
    }

    private static string? SegmentOf(string file)
    {
        try
        {
            return
                Playlist.Parse(File.ReadAllBytes(file), PlaylistReading.Lenient)
                    is MediaPlaylist { Segments: [{ Uri: var uri }, ..] }
                && Path.Combine(Path.GetDirectoryName(file)!, uri) is var segment
                && File.Exists(segment)
                ? segment
                : null;
        }
        catch (PlaylistError)
        {
            return null;
        }
    }
}
