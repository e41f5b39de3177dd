using System.Globalization;
using System.Text;
using Verify.Instruments.Http;
using Verify.Tests.Servers;

namespace Verify.Tests.Swarm;

/// <summary>A fault of a live stream.</summary>
/// <param name="First">The number of the first segment that it is in.</param>
internal sealed record StreamFault(int First)
{
    /// <summary>So many segments are answered with 404.</summary>
    public int Missing { get; init; }

    /// <summary>How long that segment takes to come, in pieces.</summary>
    public TimeSpan Slow { get; init; }

    /// <summary>How long the playlist stands still from when that segment should have been listed.</summary>
    public TimeSpan Frozen { get; init; }
}

/// <summary>A live stream of real segments of one second, six of them listed, with a fault at a known place.</summary>
internal sealed class SpoiltStream : IAsyncDisposable
{
    /// <summary>Segments in the playlist, of a second each.</summary>
    public const int Listed = 6;

    // A slow segment comes evenly: the start of it can be played long before its end is there.
    private const int Pieces = 20;

    private readonly RealSegments segments;
    private readonly StreamFault fault;
    private readonly RawServer server;
    private readonly Instant start = Instant.Now;

    public SpoiltStream(RealSegments segments, StreamFault fault)
    {
        (this.segments, this.fault) = (segments, fault);
        server = RawServer.Start(ServeAsync);
    }

    public Endpoint Endpoint => server.Endpoint("spoilt");

    public Uri Playlist => new(server.Address, "/stream.m3u8");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(RawServer.Connection connection, CancellationToken ct)
    {
        while (await connection.TargetAsync(ct) is { } target)
        {
            if (target.EndsWith(".m3u8", StringComparison.Ordinal))
                await connection.WriteAsync(RawServer.Ok(Text()), ct);
            else
                await SegmentAsync(
                    connection,
                    int.Parse(
                        Path.GetFileNameWithoutExtension(target),
                        CultureInfo.InvariantCulture
                    ),
                    ct
                );
        }
    }

    private async Task SegmentAsync(
        RawServer.Connection connection,
        int number,
        CancellationToken ct
    )
    {
        if (number >= fault.First && number < fault.First + fault.Missing)
        {
            await connection.WriteAsync(RawServer.NotFound(), ct);
            return;
        }
        var answer = RawServer.Ok(segments[number].Span);
        if (number != fault.First || fault.Slow == TimeSpan.Zero)
        {
            await connection.WriteAsync(answer, ct);
            return;
        }
        foreach (var piece in answer.Chunk((answer.Length / Pieces) + 1))
        {
            await connection.WriteAsync(piece, ct);
            await Task.Delay(fault.Slow / Pieces, ct);
        }
    }

    private byte[] Text()
    {
        var age = Instant.Now - start;
        // The last playlist before the fault; afterwards it is as if nothing had been.
        var standing = TimeSpan.FromSeconds(fault.First - Listed);
        if (age > standing && age < standing + fault.Frozen)
            age = standing;
        var first = (int)age.TotalSeconds;
        var text = new StringBuilder(
            $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{first}\n"
        );
        for (var n = first; n < Math.Min(first + Listed, segments.Count); n++)
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:1,\n{n}.ts\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
