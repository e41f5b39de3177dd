using System.Globalization;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Verify.Fixtures.S3;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>
/// A master playlist in the storage that is replaced again and again, and says its number: so it can be told of any copy how
/// long it has been out of date.
/// </summary>
internal sealed class ChangingPlaylist : IAsyncDisposable
{
    private const string Number = "#EXT-X-VERIFY:";

    // A tenth of the shortest time that is measured with it.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly List<Instant> stored = [];
    private readonly Lock turn = new();
    private readonly CancellationTokenSource ends = new();
    private readonly S3Endpoint bucket;
    private readonly AmazonS3Client client;
    private readonly string? cacheControl;
    private readonly Guid video = Guid.NewGuid();
    private Task replacing = Task.CompletedTask;

    private ChangingPlaylist(S3Endpoint bucket, string? cacheControl) =>
        (this.bucket, client, this.cacheControl) = (bucket, bucket.Client(Timeout), cacheControl);

    /// <summary>Its path at the edge.</summary>
    public string Path => $"/{Key}";

    private string Key => $"hls/{video}/master.m3u8";

    /// <param name="cacheControl">As the design's worker stores it.</param>
    public static async Task<ChangingPlaylist> StartAsync(
        S3Endpoint bucket,
        string? cacheControl,
        CancellationToken ct
    )
    {
        var playlist = new ChangingPlaylist(bucket, cacheControl);
        await playlist.ReplaceAsync(ct);
        playlist.replacing = playlist.ReplaceOnAsync();
        return playlist;
    }

    /// <summary>For how long what an answer says had been out of date when it was asked for.</summary>
    public TimeSpan AgeOf(HttpAnswer answer, Instant asked)
    {
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        var at = text.IndexOf(Number, StringComparison.Ordinal);
        if (answer.Status != 200 || at < 0)
            throw new CannotRun(
                $"{Path} is answered with {answer.Status} and not with the playlist."
            );
        var number = int.Parse(text[(at + Number.Length)..].Trim(), CultureInfo.InvariantCulture);
        lock (turn)
            return number + 1 < stored.Count && asked > stored[number + 1]
                ? asked - stored[number + 1]
                : TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        await replacing;
        await client.DeleteObjectAsync(bucket.Bucket, Key, CancellationToken.None);
        client.Dispose();
        ends.Dispose();
    }

    private async Task ReplaceOnAsync()
    {
        using var timer = new PeriodicTimer(Between);
        try
        {
            while (await timer.WaitForNextTickAsync(ends.Token))
                await ReplaceAsync(ends.Token);
        }
        catch (OperationCanceledException) { }
    }

    private async Task ReplaceAsync(CancellationToken ct)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket.Bucket,
            Key = Key,
            ContentBody = $"#EXTM3U\n{Number}{stored.Count}\n",
            ContentType = "application/vnd.apple.mpegurl",
            UseChunkEncoding = false,
        };
        if (cacheControl is not null)
            request.Headers.CacheControl = cacheControl;
        await client.PutObjectAsync(request, ct);
        // From here on an older one is out of date.
        lock (turn)
            stored.Add(Instant.Now);
    }
}
