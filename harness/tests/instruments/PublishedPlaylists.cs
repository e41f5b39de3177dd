using System.Text;
using Verify.Instruments.Http;
using Verify.Tests.Ground;

namespace Verify.Tests.Instruments;

/// <summary>Publishes a playlist at random moments and remembers each: the truth that a meter is held against.</summary>
internal sealed class PublishedPlaylists : IAsyncDisposable
{
    public const string Name = "stream.m3u8";

    private readonly TempFolder folder;
    private readonly Lock gate = new();
    private readonly List<(Instant At, byte[] Body)> _versions = [];
    private readonly SemaphoreSlim superseded = new(0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task publishing;

    /// <param name="shortest">Between two publications; the longest is twice as much.</param>
    public PublishedPlaylists(TempFolder folder, TimeSpan shortest)
    {
        this.folder = folder;
        Publish();
        publishing = PublishAsync(shortest, stop.Token);
    }

    public IReadOnlyList<(Instant At, byte[] Body)> Versions
    {
        get
        {
            lock (gate)
                return [.. _versions];
        }
    }

    /// <summary>The number of the version that was current at a moment.</summary>
    public int CurrentAt(Instant moment)
    {
        lock (gate)
            return Math.Max(0, _versions.FindLastIndex(version => version.At <= moment));
    }

    /// <summary>Waits until the next version takes the place of the current one.</summary>
    public Task SupersededAsync(CancellationToken ct) => superseded.WaitAsync(ct);

    public byte[] Body(int version)
    {
        lock (gate)
            return _versions[Math.Clamp(version, 0, _versions.Count - 1)].Body;
    }

    public static string Playlist(int sequence) =>
        $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{sequence}\n"
        + $"#EXTINF:2.000000,\nseg{sequence:D5}.ts\n";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await publishing;
        stop.Dispose();
        superseded.Dispose();
    }

    private async Task PublishAsync(TimeSpan shortest, CancellationToken ct)
    {
        var random = new Random(7);
        try
        {
            while (true)
            {
                await Task.Delay(shortest * (1 + random.NextDouble()), ct);
                Publish();
                superseded.Release();
            }
        }
        catch (OperationCanceledException) { }
    }

    private void Publish()
    {
        lock (gate)
        {
            var text = Playlist(_versions.Count);
            var before = Instant.Now;
            this.folder.Publish(Name, text);
            _versions.Add((before + ((Instant.Now - before) / 2), Encoding.UTF8.GetBytes(text)));
        }
    }
}
