using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>A segment of the stream's under a name of its own, that stays for as long as it is asked for.</summary>
internal sealed class SegmentCopy : IDisposable
{
    private readonly string file;

    private SegmentCopy(string file, string target) => (this.file, Target) = (file, target);

    public string Target { get; }

    public long Size => new FileInfo(file).Length;

    public DateTimeOffset Modified => File.GetLastWriteTimeUtc(file);

    /// <summary>A copy of the newest segment that the stream lists.</summary>
    public static SegmentCopy Make(Bench bench, string name)
    {
        var playlist = bench.Site.File(bench.Profile.MediaPlaylists()[0]);
        var media = (MediaPlaylist)Playlist.Parse(File.ReadAllBytes(playlist));
        var newest = Path.Combine(Path.GetDirectoryName(playlist)!, media.Segments[^1].Uri);
        var copy = bench.Site.File(name);
        File.Copy(newest, copy, overwrite: true);
        return new(copy, bench.Site.Uri(name));
    }

    public void Dispose() => File.Delete(file);
}
