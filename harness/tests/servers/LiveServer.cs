using System.Text;
using Verify.Instruments.Http;

namespace Verify.Tests.Servers;

/// <summary>A live stream of segments of one second that exists on a schedule alone, and can be spoilt.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private const int Listed = 6;

    private readonly RawServer server;
    private readonly Instant start = Instant.Now;
    private int requests;

    public LiveServer() => server = RawServer.Answering(Answer, target => Slow(target));

    /// <summary>Spoils the answer to a target: null leaves it as it is.</summary>
    public Func<string, byte[]?> Spoil { get; init; } = _ => null;

    /// <summary>How long after a request its answer comes.</summary>
    public Func<string, TimeSpan> Slow { get; init; } = _ => TimeSpan.Zero;

    /// <summary>The playlist stands still once so many segments were published.</summary>
    public int FrozenAt { get; init; } = int.MaxValue;

    public bool Ended { get; init; }

    /// <summary>As the playlist declares it, in seconds; its segments last one.</summary>
    public int TargetDuration { get; init; } = 1;

    public int Requests => requests;

    /// <summary>Counts from here on: a load that is repeated is not counted twice.</summary>
    public void CountAfresh() => Interlocked.Exchange(ref requests, 0);

    public Endpoint Endpoint => server.Endpoint("live");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private byte[] Answer(string target, int connection)
    {
        Interlocked.Increment(ref requests);
        if (Spoil(target) is { } spoilt)
            return spoilt;
        if (target == "/master.m3u8")
            return RawServer.Ok(
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/stream.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhigh/stream.m3u8\n"u8
            );
        return RawServer.Ok(
            target.EndsWith(".ts", StringComparison.Ordinal) ? Segment() : Playlist()
        );
    }

    private byte[] Playlist()
    {
        var first = Ended ? 0 : Math.Min((int)(Instant.Now - start).TotalSeconds, FrozenAt);
        var text = new StringBuilder(
            $"#EXTM3U\n#EXT-X-TARGETDURATION:{TargetDuration}\n#EXT-X-MEDIA-SEQUENCE:{first}\n"
        );
        for (var n = first; n < first + (Ended ? 2 : Listed); n++)
            text.Append($"#EXTINF:1,\nseg{n}.ts\n");
        return Encoding.ASCII.GetBytes(text.Append(Ended ? "#EXT-X-ENDLIST\n" : "").ToString());
    }

    private static byte[] Segment()
    {
        var packets = new byte[188 * 100];
        for (var i = 0; i < packets.Length; i += 188)
            packets[i] = 0x47;
        return packets;
    }
}
