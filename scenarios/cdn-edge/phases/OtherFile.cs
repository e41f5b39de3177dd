using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>A file beside the videos that is neither a playlist nor a segment.</summary>
internal static class OtherFile
{
    private const string Name = "hls/poster.jpg";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Puts it into a design's storage.</summary>
    /// <returns>Its path at the edge.</returns>
    public static async Task<string> PutAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var bucket = platform.Stores.Bucket(design);
        using var client = bucket.Client(Patience);
        await client.PutObjectAsync(
            new()
            {
                BucketName = bucket.Bucket,
                Key = Name,
                ContentBody = "no picture",
                ContentType = "image/jpeg",
                UseChunkEncoding = false,
            },
            ct
        );
        return $"/{Name}";
    }
}
