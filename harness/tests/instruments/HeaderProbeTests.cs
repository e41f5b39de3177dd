using System.Text;
using Verify.Instruments.Http;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments;

/// <summary>A range is held against the version that it is a part of.</summary>
[CancelAfter(Hang.Milliseconds)]
[Parallelizable(ParallelScope.All)]
public sealed class HeaderProbeTests
{
    // The second request is the one for a range; from then on the playlist is another.
    [TestCase("2", "version 2", true)]
    [TestCase("1", "version 1", true)]
    [TestCase("2", "something", false)]
    [TestCase(null, "version 2", true)]
    [TestCase(null, "something", false)]
    public async Task A_playlist_may_change_in_between(
        string? tag,
        string part,
        bool matches,
        CancellationToken ct
    )
    {
        await using var server = RawServer.Answering(
            (_, number) =>
                number switch
                {
                    0 => Answer("200 OK", "1", "version 1, whole"),
                    1 => Answer("206 Partial Content", tag, part),
                    _ => Answer("200 OK", "2", "version 2, whole"),
                }
        );

        var seen = await new HeaderProbe(
            server.Endpoint("it"),
            TimeSpan.FromSeconds(20)
        ).SurveyAsync("/live.m3u8", ct);

        Assert.That(seen.RangeMatches, Is.EqualTo(matches));
    }

    private static byte[] Answer(string status, string? tag, string body) =>
        Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n"
                + (tag is null ? "" : $"ETag: \"{tag}\"\r\n")
                + $"\r\n{body}"
        );
}
