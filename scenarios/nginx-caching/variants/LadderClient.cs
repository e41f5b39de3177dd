using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Variants;

/// <summary>A client that takes a ladder whole: every playlist, every segment.</summary>
internal sealed class LadderClient(OriginSetup setup, OriginServer server)
{
    // Loopback needs milliseconds for the largest segment; a busy machine a second.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task<ReadOnlyMemory<byte>> BytesAsync(string name, CancellationToken ct) =>
        (await AskAsync(name, null, ct)).Body;

    public async Task<MediaPlaylist> PlaylistAsync(Variant variant, CancellationToken ct) =>
        (MediaPlaylist)Playlist.Parse((await BytesAsync(variant.Uri, ct)).Span);

    /// <summary>A variant with all of its segments; the newest is kept for a look into it.</summary>
    public async Task<ServedVariant> FetchAsync(Variant variant, CancellationToken ct)
    {
        var playlist = await PlaylistAsync(variant, ct);
        var folder = Path.GetDirectoryName(variant.Uri)!;
        var segments = new List<ServedSegment>();
        foreach (var segment in playlist.Segments)
        {
            using var body = new MemoryStream();
            var name = Path.Combine(folder, segment.Uri);
            var onDisk = new FileInfo(setup.Stream.File(name));
            long? length = onDisk.Exists ? onDisk.Length : null;
            var answer = await AskAsync(name, part => body.Write(part), ct);
            segments.Add(new(segment, answer.Status, answer.BodyLength, length));
            if (segment == playlist.Segments[^1])
                await File.WriteAllBytesAsync(Copy(variant), body.ToArray(), ct);
        }
        return new(variant, playlist, segments, Copy(variant));
    }

    private string Copy(Variant variant) =>
        Path.Combine(setup.Folder, $"{variant.Uri.Replace('/', '-')}.newest.ts");

    private async Task<HttpAnswer> AskAsync(string name, BodyPart? part, CancellationToken ct)
    {
        var answer = await FreshAnswer.ToAsync(
            server.Endpoint,
            HttpAsk.Get(setup.Stream.Uri(name)),
            Timeout,
            ct,
            part: part
        );
        return part is not null || answer.Status == 200
            ? answer
            : throw new CannotRun($"{server.Name} answers {answer.Status} to {name}.");
    }
}

/// <summary>A variant as it was served.</summary>
/// <param name="Newest">Where its newest segment was put.</param>
internal sealed record ServedVariant(
    Variant Variant,
    MediaPlaylist Playlist,
    IReadOnlyList<ServedSegment> Segments,
    string Newest
)
{
    /// <summary>Bits a second of its heaviest segment.</summary>
    public double Peak => Segments.Max(one => one.Bytes * 8 / one.Segment.Duration.TotalSeconds);
}

/// <summary>A segment as it was served.</summary>
/// <param name="Length">Of its file; null where that was gone before it was asked for.</param>
internal sealed record ServedSegment(MediaSegment Segment, int Status, long Bytes, long? Length)
{
    public bool IsWhole => Status == 200 && Bytes > 0 && (Length is null || Bytes == Length);
}
