using System.Text;
using Verify.Swarm;
using Verify.Swarm.Tally;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Swarm.Http;

/// <summary>Whatever a server answers is counted by name; it ends no run and makes no memory grow.</summary>
[CancelAfter(Hang.Milliseconds)]
[Parallelizable(ParallelScope.All)]
public sealed class HostileAnswerTests
{
    private static readonly byte[] Ended =
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.1,\na.ts\n#EXTINF:0.1,\nb.ts\n#EXT-X-ENDLIST\n"u8.ToArray();

    [TestCase("what?\r\n\r\n", "malformed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "malformed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n", "too large")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n#EXTM3U", "malformed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n#EXTM3U", "timeout")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "not a playlist")]
    [TestCase(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\n#EXTM3U",
        "an encoding that was not asked for"
    )]
    [TestCase(
        "HTTP/1.1 302 Found\r\nLocation: /a.m3u8\r\nContent-Length: 0\r\n\r\n",
        "a redirect without end"
    )]
    [TestCase(
        "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n",
        "a redirect to a URI of another server"
    )]
    [TestCase("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "status 503")]
    [TestCase("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\nno such file", "timeout")]
    public async Task A_playlist_that_is_none_is_counted_by_what_is_wrong(
        string answer,
        string kind,
        CancellationToken ct
    )
    {
        await using var server = RawServer.Answering((_, _) => Encoding.ASCII.GetBytes(answer));

        var result = await HlsSwarm.RunAsync(
            Until(kind) with
            {
                Reconnect = null,
            },
            server.Endpoint("hostile"),
            null,
            ct
        );

        Assert.That(result.Errors.Keys, Does.Contain(kind));
        Assert.That(result.Audience.Joined, Is.Zero);
        Assert.That(result.Audience.Started, Is.EqualTo(Plan.Viewers));
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "too large")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 376\r\n\r\nshort", "timeout")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong", "not MPEG-TS")]
    [TestCase(
        "HTTP/1.1 302 Found\r\nLocation: /a.ts\r\nContent-Length: 0\r\n\r\n",
        "a redirect without end"
    )]
    public async Task A_segment_that_is_none_is_counted_by_what_is_wrong(
        string answer,
        string kind,
        CancellationToken ct
    )
    {
        await using var server = RawServer.Answering(
            (target, _) =>
                target.EndsWith("m3u8", StringComparison.Ordinal)
                    ? RawServer.Ok(Ended)
                    : Encoding.ASCII.GetBytes(answer)
        );

        var result = await HlsSwarm.RunAsync(Until(kind), server.Endpoint("hostile"), null, ct);

        Assert.That(result.Errors.Keys, Does.Contain(kind));
    }

    [Test]
    public async Task A_connection_that_is_closed_after_each_answer_costs_connections_and_no_errors(
        CancellationToken ct
    )
    {
        await using var live = new LiveServer
        {
            Spoil = target =>
                target == "/stream.m3u8" ? null
                : target.EndsWith(".ts", StringComparison.Ordinal)
                    ?
                    [
                        .. "HTTP/1.1 200 OK\r\nContent-Length: 188\r\nConnection: close\r\n\r\n"u8,
                        0x47,
                        .. new byte[187],
                    ]
                : null,
        };

        var result = await HlsSwarm.RunAsync(
            Plan with
            {
                Target = "/stream.m3u8",
                CheckEvery = 2,
                Timeout = Ample,
            },
            live.Endpoint,
            null,
            ct
        );

        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Traffic.Connections, Is.GreaterThanOrEqualTo(result.Traffic.Segments));
        Assert.That(
            result.Traffic.Requests,
            Is.EqualTo(live.Requests).Within(result.Traffic.Unanswered)
        );
    }

    // It ends with its viewers, who have all given up or played to the end; only what never answers is given up by time.
    private static SwarmPlan Until(string kind) =>
        Plan with
        {
            Timeout = kind == "timeout" ? Plan.Timeout : Ample,
            Duration = Ample,
        };

    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(5);

    internal static readonly SwarmPlan Plan = new(
        "/stream.m3u8",
        Viewers: 4,
        RampPerSecond: 100,
        Jitter: TimeSpan.Zero,
        VariantChoice.First,
        Reconnect: TimeSpan.FromSeconds(5),
        SegmentRetries: 1,
        Timeout: TimeSpan.FromSeconds(0.5),
        Duration: TimeSpan.FromSeconds(1.7),
        Seed: 1
    );
}
