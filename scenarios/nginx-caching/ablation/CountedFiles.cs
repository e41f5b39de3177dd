using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <param name="Kind">segment or playlist.</param>
internal sealed record CountedFile(string Kind, string Target, long Length);

/// <summary>Copies of a real segment and a real playlist that stay the same while every server is asked for them.</summary>
internal sealed class CountedFiles : IDisposable
{
    private const string Name = "verify-probe-calls";

    private readonly string folder;

    private CountedFiles(string folder, CountedFile segment, CountedFile playlist) =>
        (this.folder, Segment, Playlist) = (folder, segment, playlist);

    public CountedFile Segment { get; }

    public CountedFile Playlist { get; }

    public IReadOnlyList<CountedFile> All => [Segment, Playlist];

    public static CountedFiles Copy(OriginProfile profile)
    {
        var folder = profile.Server.HlsDir;
        var playlist = Path.Combine(folder, profile.MediaPlaylists()[0]);
        var text = File.ReadAllBytes(playlist);
        var media = (MediaPlaylist)Instruments.Playlist.Parse(text);
        var segment = Path.Combine(Path.GetDirectoryName(playlist)!, media.Segments[^1].Uri);
        return new(
            folder,
            Write(folder, "segment", ".ts", File.ReadAllBytes(segment)),
            Write(folder, "playlist", ".m3u8", text)
        );
    }

    public void Dispose()
    {
        foreach (var file in All)
            File.Delete(folder + file.Target);
    }

    private static CountedFile Write(string folder, string kind, string extension, byte[] content)
    {
        var target = $"/{Name}{extension}";
        File.WriteAllBytes(folder + target, content);
        return new(kind, target, content.Length);
    }
}
