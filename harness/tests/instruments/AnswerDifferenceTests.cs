using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Http;
using Verify.Swarm.Exchange;
using Verify.Swarm.Http;
using Verify.Tests.Ground;

namespace Verify.Tests.Instruments;

/// <summary>The same bytes are the same answer to the instruments, to the swarm, and to the client that .NET brings.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(Hang.Milliseconds)]
public sealed class AnswerDifferenceTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Chunks = "3\r\nabc\r\n0\r\n\r\n";

    private static readonly string[] Told =
    [
        Ok + "Content-Length: 3\r\n\r\nabc",
        Ok + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunks,
        Ok + "Transfer-Encoding: chunked\r\nContent-Length: x\r\n\r\n" + Chunks,
        Ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        Ok + "Content-Length: 3, 3\r\n\r\nabc",
        Ok + "Transfer-Encoding: gzip, chunked\r\n\r\n" + Chunks,
        Ok + "Transfer-Encoding: xchunked\r\n\r\n" + Chunks,
        Ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunks,
        Ok + "Transfer-Encoding: chunked\r\n\r\n3 x\r\nabc\r\n0\r\n\r\n",
        Ok + "Transfer-Encoding: chunked\r\n\r\n3;x\nabc\n0\n\n",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunks,
        "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc",
        "HTTP/1.9 200 OK\r\nContent-Length: 3\r\n\r\nabc",
        Ok + "Connection: close, x\r\nContent-Length: 3\r\n\r\nabc",
        Ok + "Name : x\r\nContent-Length: 3\r\n\r\nabc",
        Ok + "X: a\r\n Content-Length: 9\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 304 X\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 101 X\r\n\r\n",
        "HTTP/1.1 099 X\r\n\r\n",
        "SSH-2.0",
        "HTTP/1.1 200 OK",
    ];

    [TestCaseSource(nameof(Told))]
    public async Task The_swarm_takes_it_as_the_instruments_do(string text, CancellationToken ct) =>
        Assert.That(OfTheSwarm(text), Is.EqualTo(await OfTheInstrumentsAsync(text, ct)));

    [Test]
    public void Whatever_comes_the_swarm_takes_it_as_the_instruments_do() =>
        Holds(text => OfTheSwarm(text) == OfTheInstrumentsAsync(text, default).Result);

    [Test]
    public void What_both_we_and_the_client_of_NET_take_for_an_answer_is_the_same_one() =>
        Holds(text =>
            OfTheInstrumentsAsync(text, default).Result
                is not { Body: { } ours, Status: not 101 } it
            || OfNet(text) is not { } net
            || net == (it.Status, ours)
        );

    private static void Holds(Func<string, bool> holds) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(Answers().ToArbitrary(), holds)
        );

    // Mostly whole, some of it in a wrong place, and now and then spoilt. No list as a length: .NET reads on to the end then,
    // though RFC 9110 section 8.6 lets a client refuse it or take it for one.
    private static Gen<string> Answers() =>
        from status in Gen.Elements(
            Ok,
            Ok,
            "HTTP/1.0 200 OK\r\n",
            "HTTP/1.1 204 X\n",
            "HTTP/1.1 100 X\r\n\r\nHTTP/1.1 206 X\r\n"
        )
        from headers in Gen.Elements(
                "Content-Length: 3\r\n",
                "content-length:03\n",
                "Content-Length: 11\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Connection: close\r\n",
                "Connection: x, keep-alive\r\n",
                "X: y\r\n",
                " folded\r\n"
            )
            .ListOf()
        from body in Gen.Elements(
            "abc",
            Chunks,
            "1\nx\n2;y\r\nzz\r\n0\r\nT: u\r\n\r\n",
            "0\r\n\r\n",
            ""
        )
        from spoilt in Gen.Frequency((4, Gen.Constant(-1)), (1, Gen.Choose(0, 120)))
        from put in Gen.Elements("", "\r", "\n", "\0", "\r\n", "x", ":")
        let text = $"{status}{string.Concat(headers)}\r\n{body}"
        select spoilt < 0 ? text : text.Insert(Math.Min(spoilt, text.Length), put);

    private static Taken OfTheSwarm(string text)
    {
        var answer = new IncomingAnswer();
        answer.Begin(BodyUse.Keep);
        answer.Take(Encoding.Latin1.GetBytes(text));
        if (answer is { IsWhole: false, Fault: null })
            answer.End();
        // What follows an answer is an error to the one, and of no interest to the other: it is the answer's end that counts.
        if (answer is { Fault: HttpFault.Malformed, IsWhole: true })
            return OfTheSwarm(text[..^1]) with { IsKept = false };
        return answer.Fault is { } fault
            ? new(0, null, fault, false)
            : new(
                answer.Answer(default, default).Status,
                Encoding.Latin1.GetString(answer.Answer(default, default).Body.Span),
                null,
                answer.IsKept
            );
    }

    private static async Task<Taken> OfTheInstrumentsAsync(string text, CancellationToken ct)
    {
        var received = new ReceivedAnswer(isAnswerToHead: false, HttpLimits.Default, part: null);
        try
        {
            using var stream = new MemoryStream(Encoding.Latin1.GetBytes(text));
            var answer = await received.ReadAsync(stream, default, ct);
            return new(
                answer.Status,
                Encoding.Latin1.GetString(answer.Body.Span),
                null,
                received.IsKept
            );
        }
        catch (ExchangeFailed failed)
        {
            return new(0, null, failed.Fault, false);
        }
    }

    private static (int Status, string Body)? OfNet(string text)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, _) =>
                ValueTask.FromResult<Stream>(new Answering(Encoding.Latin1.GetBytes(text))),
        };
        using var client = new HttpClient(handler);
        try
        {
            using var response = client.GetAsync(new Uri("http://it/")).Result;
            return (
                (int)response.StatusCode,
                Encoding.Latin1.GetString(response.Content.ReadAsByteArrayAsync().Result)
            );
        }
        catch (AggregateException refused) when (refused.InnerException is HttpRequestException)
        {
            return null;
        }
    }

    private sealed record Taken(int Status, string? Body, HttpFault? Fault, bool IsKept);

    /// <summary>A connection that has the same answer to whatever is sent.</summary>
    private sealed class Answering(byte[] answer) : MemoryStream(answer, writable: false)
    {
        public override bool CanWrite => true;

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => ValueTask.CompletedTask;

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush() { }
    }
}
