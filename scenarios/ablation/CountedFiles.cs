using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Ablation;

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

    public static async Task<CountedFiles> CopyAsync(ServedStream stream, CancellationToken ct)
    {
        var segment = (await stream.SegmentsAsync(ct))[^1];
        return new(
            stream.Folder,
            Write(stream, "segment", ".ts", segment),
            Write(stream, "playlist", ".m3u8", stream.Playlist)
        );
    }

    public void Dispose()
    {
        foreach (var file in All)
            File.Delete(folder + file.Target);
    }

    private static CountedFile Write(
        ServedStream stream,
        string kind,
        string extension,
        string name
    )
    {
        var content = File.ReadAllBytes(stream.File(name));
        var target = $"/{Name}{extension}";
        File.WriteAllBytes(stream.Folder + target, content);
        return new(kind, target, content.Length);
    }
}
