using System.Text;
using Verify.Instruments.Http;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments;

// A hang is a failure, not a wait; far beyond what any of these needs.
[CancelAfter(Hang.Milliseconds)]
public sealed class HttpConnectionTests
{
    // Long enough that a busy machine does not reach it where an answer comes, short where none does.
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(200);

    [Test]
    public async Task Headers_come_as_received_and_the_connection_is_kept(CancellationToken ct)
    {
        await using var server = RawServer.Answering(
            (target, _) =>
                RawServer.Ok(Encoding.ASCII.GetBytes(target), "X-Twice: a\r\nx-twice: b\r\n")
        );
        await using var connection = await HttpConnection.OpenAsync(
            server.Endpoint("it"),
            Ample,
            ct
        );

        var first = await GetAsync(connection, "/one", ct);
        var second = await GetAsync(connection, "/second", ct);

        Assert.That(string.Join('|', first.All("X-Twice")), Is.EqualTo("a|b"));
        Assert.That(Encoding.ASCII.GetString(second.Body.Span), Is.EqualTo("/second"));
        Assert.That(second.Sent, Is.GreaterThanOrEqualTo(first.Completed));
        Assert.That(connection.Answers, Is.EqualTo(2));
    }

    [TestCase(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n",
        "abcde",
        true
    )]
    [TestCase(
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "ok",
        true
    )]
    [TestCase("HTTP/1.1 200 OK\r\n\r\nto the end", "to the end", false)]
    [TestCase("HTTP/1.1 204 No Content\r\n\r\n", "", true)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", "ok", false)]
    [TestCase("HTTP/1.0 200 OK\nContent-Length: 2\n\nok", "ok", false)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more", "ok", false)]
    [TestCase(
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "ok",
        false
    )]
    public async Task Every_framing_is_read(
        string answer,
        string body,
        bool kept,
        CancellationToken ct
    )
    {
        await using var server = Sending(Encoding.ASCII.GetBytes(answer));
        await using var connection = await HttpConnection.OpenAsync(
            server.Endpoint("it"),
            Ample,
            ct
        );

        var got = await GetAsync(connection, "/", ct);

        Assert.That(Encoding.ASCII.GetString(got.Body.Span), Is.EqualTo(body));
        Assert.That(connection.Reusable, Is.EqualTo(kept));
    }

    [TestCase("", HttpFault.Closed)]
    [TestCase("HTTP/1.1 200", HttpFault.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", HttpFault.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", HttpFault.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", HttpFault.Malformed)]
    [TestCase(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
        HttpFault.Malformed
    )]
    [TestCase(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n",
        HttpFault.Malformed
    )]
    [TestCase(
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        HttpFault.Malformed
    )]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", HttpFault.Malformed)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx", HttpFault.TooLarge)]
    [TestCase("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", HttpFault.Malformed)]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n", HttpFault.Malformed)]
    [TestCase("HTTP/1.1 2OO OK\r\n\r\n", HttpFault.Malformed)]
    [TestCase("\r\n", HttpFault.Malformed)]
    public async Task A_broken_answer_is_named_for_how_it_is_broken(
        string answer,
        HttpFault fault,
        CancellationToken ct
    )
    {
        await using var server = Sending(Encoding.ASCII.GetBytes(answer));

        Assert.That(await FaultAsync(server, Ample, ct), Is.EqualTo(fault));
    }

    [TestCase("HTTP/1.1 200 OK\r\n", "X-Endless: header\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nX: ", "one line without end ")]
    [TestCase("HTTP/1.1 200 OK\r\n\r\n", "a body without end ")]
    [TestCase(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "10\r\n0123456789abcdef\r\n"
    )]
    public async Task An_answer_without_end_is_cut_off(
        string start,
        string again,
        CancellationToken ct
    )
    {
        var more = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(again, 1000)));
        await using var server = RawServer.Start(
            async (connection, stop) =>
            {
                await connection.TargetAsync(stop);
                await connection.WriteAsync(Encoding.ASCII.GetBytes(start), stop);
                while (true)
                    await connection.WriteAsync(more, stop);
            }
        );

        Assert.That(await FaultAsync(server, Ample, ct), Is.EqualTo(HttpFault.TooLarge));
    }

    [Test]
    public async Task Silence_is_a_timeout_and_nobody_there_is_a_connect_fault(CancellationToken ct)
    {
        Endpoint gone;
        await using (
            var silent = RawServer.Start((_, stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop))
        )
        {
            gone = silent.Endpoint("gone");
            Assert.That(await FaultAsync(silent, Brief, ct), Is.EqualTo(HttpFault.Timeout));
        }

        Assert.That(
            () => HttpConnection.OpenAsync(gone, Ample, ct),
            Throws.TypeOf<ExchangeFailed>().With.Property("Fault").EqualTo(HttpFault.Connect)
        );
    }

    [Test]
    public void A_line_break_never_reaches_the_wire()
    {
        Assert.That(
            async () =>
            {
                await using var server = RawServer.Answering((_, _) => RawServer.NotFound());
                await using var connection = await HttpConnection.OpenAsync(
                    server.Endpoint("it"),
                    Ample,
                    CancellationToken.None
                );
                await GetAsync(connection, "/a\r\nX: y", CancellationToken.None);
            },
            Throws.ArgumentException
        );
    }

    private static RawServer Sending(byte[] answer) =>
        RawServer.Start(
            async (connection, stop) =>
            {
                await connection.TargetAsync(stop);
                await connection.WriteAsync(answer, stop);
            }
        );

    private static Task<HttpAnswer> GetAsync(
        HttpConnection connection,
        string target,
        CancellationToken ct
    ) => connection.SendAsync(HttpAsk.Get(target), Ample, HttpLimits.Default, part: null, ct);

    private static async Task<HttpFault?> FaultAsync(
        RawServer server,
        TimeSpan timeout,
        CancellationToken ct
    )
    {
        await using var connection = await HttpConnection.OpenAsync(
            server.Endpoint("it"),
            Ample,
            ct
        );
        try
        {
            await connection.SendAsync(
                HttpAsk.Get("/"),
                timeout,
                HttpLimits.Default,
                part: null,
                ct
            );
            return null;
        }
        catch (ExchangeFailed failed)
        {
            return failed.Fault;
        }
    }
}
