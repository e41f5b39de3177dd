using Verify.Fixtures.S3;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>The objects of a video in a bucket, put again where an edge asks for them.</summary>
/// <param name="Folder">What their keys begin with.</param>
internal sealed record StoredVideo(S3Endpoint Bucket, string Folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="asked">The path of its playlist as the edge asks for it: /bucket/key.</param>
    /// <exception cref="CannotRun">That is no path of a bucket's.</exception>
    public async Task PutAsync(string asked, Upstream upstream, CancellationToken ct)
    {
        var (bucket, before) = Layout(asked, upstream);
        var there = Bucket with { Bucket = bucket };
        await PublicBucket.MakeAsync(there, ct);
        using var client = there.Client(Patience);
        var listed = await client.ListObjectsV2Async(
            new() { BucketName = Bucket.Bucket, Prefix = Folder },
            ct
        );
        foreach (var one in listed.S3Objects ?? [])
            await client.CopyObjectAsync(
                Bucket.Bucket,
                one.Key,
                bucket,
                before + one.Key[Folder.Length..],
                ct
            );
    }

    private static (string Bucket, string Before) Layout(string asked, Upstream upstream)
    {
        var parts = Uri.UnescapeDataString(asked).TrimStart('/').Split('/', 2);
        return
            parts is [{ Length: >= 3 } bucket, var key]
            && key.EndsWith(AskedPaths.PlaylistRest, StringComparison.Ordinal)
            ? (bucket, key[..^AskedPaths.PlaylistRest.Length])
            : throw new CannotRun(
                $"{upstream.Place}: {upstream} is asked for {asked}, which is no /bucket/key of an S3: the included one cannot answer it.\nGive a folder that answers: --upstream {upstream}=DIR."
            );
    }
}
