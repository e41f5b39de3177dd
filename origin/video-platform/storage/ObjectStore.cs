using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Storage;

/// <summary>The bucket that the edge serves from.</summary>
internal sealed class ObjectStore(S3Settings settings) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int Retries = 2;

    private readonly AmazonS3Client client = new(
        settings.AccessKey.Length > 0
            ? new BasicAWSCredentials(settings.AccessKey, settings.SecretKey)
            : new AnonymousAWSCredentials(),
        new AmazonS3Config
        {
            ServiceURL = settings.Endpoint.ToString(),
            AuthenticationRegion = settings.Region,
            // Not every endpoint has a host name for each bucket.
            ForcePathStyle = true,
            // radosgw does not know the checksums that the SDK would add by itself.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            Timeout = Patience,
            MaxErrorRetry = Retries,
        }
    );

    /// <param name="version">Kept with the object, so that anyone can see from an answer which version it is of.</param>
    public async Task PutFileAsync(
        string name,
        string file,
        int version,
        string? cacheControl,
        CancellationToken ct
    ) =>
        await client.PutObjectAsync(
            Described(new() { FilePath = file }, name, version, cacheControl),
            ct
        );

    /// <summary>Replaces a text only if it is still the one that was read.</summary>
    /// <param name="tag">The replaced object's, or null where there was none.</param>
    /// <returns>False where another has been there first.</returns>
    public async Task<bool> ReplaceAsync(
        string name,
        string text,
        string? tag,
        int version,
        string? cacheControl,
        CancellationToken ct
    )
    {
        var request = Described(new() { ContentBody = text }, name, version, cacheControl);
        if (tag is null)
            request.IfNoneMatch = "*";
        else
            request.IfMatch = tag;
        try
        {
            await client.PutObjectAsync(request, ct);
            return true;
        }
        catch (AmazonS3Exception refused)
            when (refused.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict
            )
        {
            return false;
        }
    }

    /// <returns>A text and its tag; nulls where there is none.</returns>
    public async Task<(string? Text, string? Tag)> ReadAsync(string name, CancellationToken ct)
    {
        try
        {
            using var found = await client.GetObjectAsync(settings.Bucket, name, ct);
            using var reader = new StreamReader(found.ResponseStream);
            return (await reader.ReadToEndAsync(ct), found.ETag);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return (null, null);
        }
    }

    /// <returns>How many objects were removed.</returns>
    public async Task<int> RemoveAsync(string prefix, CancellationToken ct)
    {
        var removed = 0;
        while (true)
        {
            var listed = await client.ListObjectsV2Async(
                new() { BucketName = settings.Bucket, Prefix = prefix },
                ct
            );
            if (listed.S3Objects is not { Count: > 0 } objects)
                return removed;
            foreach (var one in objects)
                await client.DeleteObjectAsync(settings.Bucket, one.Key, ct);
            removed += objects.Count;
        }
    }

    public void Dispose() => client.Dispose();

    private PutObjectRequest Described(
        PutObjectRequest request,
        string name,
        int version,
        string? cacheControl
    )
    {
        request.BucketName = settings.Bucket;
        request.Key = name;
        request.ContentType = ContentType.Of(name);
        request.Metadata["version"] = $"{version}";
        // In chunks, each of them signed, is how the SDK would send it: not every endpoint reads that.
        request.UseChunkEncoding = false;
        if (cacheControl is not null)
            request.Headers.CacheControl = cacheControl;
        return request;
    }
}
