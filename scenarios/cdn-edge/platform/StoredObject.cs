using System.Text;
using Amazon.S3.Model;
using Verify.Fixtures.S3;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>An object that a step has put into a design's bucket past the edge: no cache has seen it yet.</summary>
/// <param name="Key">Its name in the bucket.</param>
internal sealed record StoredObject(string Key, byte[] Content)
{
    public const string PlaylistType = "application/vnd.apple.mpegurl";

    private const string SegmentType = "video/mp2t";

    // Of one small object.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Its path at the edge.</summary>
    public string Path => $"/{Key}";

    /// <summary>A name that both edges pass on, and that nobody has used.</summary>
    public static string NewPlaylistKey() => $"hls/{Guid.NewGuid()}/trial.m3u8";

    /// <summary>A playlist with a text of its own, long enough to be compressed.</summary>
    public static StoredObject Playlist(string key, string mark) =>
        new(
            key,
            Encoding.ASCII.GetBytes(
                $"#EXTM3U\n#EXT-X-VERSION:3\n# {mark} {Guid.NewGuid()}\n{string.Concat(Enumerable.Repeat("#EXTINF:2.0,\nv1/a.ts\n", 20))}#EXT-X-ENDLIST\n"
            )
        );

    /// <summary>A segment: bytes that nobody can guess, so that a part or another one is told from it.</summary>
    public static StoredObject Segment(int bytes)
    {
        var content = new byte[bytes];
        Random.Shared.NextBytes(content);
        return new($"hls/{Guid.NewGuid()}/v1/trial.ts", content);
    }

    public async Task<StoredObject> PutAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var bucket = platform.Stores.Bucket(design);
        using var client = bucket.Client(Patience);
        using var content = new MemoryStream(Content);
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket.Bucket,
                Key = Key,
                InputStream = content,
                ContentType = Key.EndsWith(".ts", StringComparison.Ordinal)
                    ? SegmentType
                    : PlaylistType,
                // Chunks that are signed one by one are not read by every S3.
                UseChunkEncoding = false,
            },
            ct
        );
        return this;
    }

    /// <summary>What S3 was asked for under this name, as it logged it itself; the upload is not among it.</summary>
    public async Task<IReadOnlyList<S3Request>> AskedAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var path = $"/{platform.Stores.Bucket(design).Bucket}/{Key}";
        return
        [
            .. (await platform.Stores.Storage.Requests.ReadAsync(ct)).Where(one =>
                one.Path == path && one.Method is ("GET" or "HEAD")
            ),
        ];
    }
}
