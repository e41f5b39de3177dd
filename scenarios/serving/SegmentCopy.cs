namespace Verify.Scenarios.Serving;

/// <summary>A segment of the stream's under a name of its own, that stays for as long as it is asked for.</summary>
internal sealed class SegmentCopy : IDisposable
{
    private readonly string file;

    private SegmentCopy(string file, string target) => (this.file, Target) = (file, target);

    public string Target { get; }

    public long Size => new FileInfo(file).Length;

    public DateTimeOffset Modified => File.GetLastWriteTimeUtc(file);

    /// <summary>A copy of the newest segment that the stream lists.</summary>
    public static async Task<SegmentCopy> MakeAsync(
        ServedStream stream,
        string name,
        CancellationToken ct
    )
    {
        var copy = stream.File(name);
        File.Copy(stream.File((await stream.SegmentsAsync(ct))[^1]), copy, overwrite: true);
        return new(copy, stream.Uri(name));
    }

    public void Dispose() => File.Delete(file);
}
