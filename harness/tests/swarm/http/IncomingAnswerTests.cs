using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Http;
using Verify.Swarm.Exchange;
using Verify.Swarm.Http;

namespace Verify.Tests.Swarm.Http;

/// <summary>An answer is the same in whatever pieces it comes, and no bytes are too strange to be judged.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class IncomingAnswerTests
{
    private static readonly string[] Whole =
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
        "HTTP/1.1 200 OK\r\nserver: x\r\nCONTENT-LENGTH:5 \r\nConnection: keep-alive\r\n\r\nabcde",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
    ];

    [Test]
    public void It_is_the_same_in_whatever_pieces_it_comes([ValueSource(nameof(Whole))] string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var a = 0; a < bytes.Length; a++)
        for (var b = a; b < bytes.Length; b++)
        {
            var answer = Taken(BodyUse.Keep, bytes[..a], bytes[a..b], bytes[b..]);
            Assert.That(answer.Fault, Is.Null, $"cut at {a} and {b}");
            Assert.That(answer.IsWhole, $"cut at {a} and {b}");
            Assert.That(Body(answer), Is.EqualTo("abcde"), $"cut at {a} and {b}");
            Assert.That(answer.IsKept);
        }
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde")]
    [TestCase("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase(
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"
    )]
    public void After_some_the_connection_is_not_used_again(string text)
    {
        var answer = Taken(BodyUse.Keep, Encoding.ASCII.GetBytes(text));

        Assert.That((answer.IsWhole, answer.IsKept), Is.EqualTo((true, false)));
        Assert.That(Body(answer), Is.EqualTo("abcde"));
    }

    [Test]
    public void Without_a_length_the_end_of_the_connection_ends_it()
    {
        var answer = Taken(
            BodyUse.Keep,
            "HTTP/1.1 200 OK\r\n\r\nabc"u8.ToArray(),
            "de"u8.ToArray()
        );
        Assert.That(answer.IsWhole, Is.False);

        answer.End();

        Assert.That(
            (answer.IsWhole, answer.IsKept, Body(answer)),
            Is.EqualTo((true, false, "abcde"))
        );
    }

    [TestCase("", HttpFault.Closed)]
    [TestCase("HTTP/1.1 200", HttpFault.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", HttpFault.Truncated)]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", HttpFault.Truncated)]
    public void An_end_in_the_middle_is_no_answer(string text, HttpFault fault)
    {
        var answer = Taken(BodyUse.Keep, Encoding.ASCII.GetBytes(text));
        Assert.That(answer.Fault, Is.Null);

        answer.End();

        Assert.That(answer.Fault, Is.EqualTo(fault));
    }

    [TestCase("what?")]
    [TestCase("HTTP/2 200 OK\r\n\r\n")]
    [TestCase("HTTP/1.1 20 OK\r\n\r\n")]
    [TestCase("HTTP/1.1 2000 OK\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffffff\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc")]
    public void What_is_no_answer_is_malformed(string text) =>
        Assert.That(
            Taken(BodyUse.Keep, Encoding.ASCII.GetBytes(text)).Fault,
            Is.EqualTo(HttpFault.Malformed)
        );

    [TestCase(true, "10485760")]
    [TestCase(false, "1099511627776")]
    public void What_says_that_it_is_too_large_is_not_waited_for(bool isKept, string length) =>
        Assert.That(
            Taken(
                isKept ? BodyUse.Keep : BodyUse.Discard,
                Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n")
            ).Fault,
            Is.EqualTo(HttpFault.TooLarge)
        );

    [Test]
    public void A_head_without_end_is_too_large()
    {
        var answer = Taken(BodyUse.Keep, "HTTP/1.1 200 OK\r\n"u8.ToArray());
        for (var i = 0; i < 10_000 && answer.Fault is null; i++)
            answer.Take("X-Endless: 0123456789\r\n"u8);

        Assert.That(answer.Fault, Is.EqualTo(HttpFault.TooLarge));
    }

    [Test]
    public void Chunks_without_end_are_too_large()
    {
        var answer = Taken(
            BodyUse.Keep,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray()
        );
        byte[] chunk = [.. "8000\r\n"u8, .. new byte[0x8000], .. "\r\n"u8];
        var taken = 0;
        for (; taken < 1000 && answer.Fault is null; taken++)
            answer.Take(chunk);

        Assert.That(answer.Fault, Is.EqualTo(HttpFault.TooLarge));
        Assert.That(taken * 0x8000L, Is.LessThanOrEqualTo(HttpLimits.Default.KeptBody + 0x8000));
        answer.Detach().Release();
    }

    [Test]
    public void No_bytes_are_too_strange_to_be_judged() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5000),
            Prop.ForAll(
                Mutated().ToArbitrary(),
                mutant =>
                {
                    var cut = mutant.Cut % (mutant.Bytes.Length + 1);
                    var answer = Taken(BodyUse.Keep, mutant.Bytes[..cut], mutant.Bytes[cut..]);
                    if (answer is { IsWhole: false, Fault: null })
                        answer.End();
                    var length = answer.Length;
                    answer.Detach().Release();
                    return (answer.IsWhole || answer.Fault is not null)
                        && length <= mutant.Bytes.Length;
                }
            )
        );

    private static Gen<(byte[] Bytes, int Cut)> Mutated() =>
        from text in Gen.Elements(Whole)
        from at in Gen.Choose(0, text.Length - 1)
        from length in Gen.Choose(0, 4)
        from put in Gen.ArrayOf(Gen.Choose(0, 255).Select(one => (byte)one))
        from cut in Gen.Choose(0, 200)
        select (
            (byte[])
                [
                    .. Encoding.ASCII.GetBytes(text)[..at],
                    .. put.Take(8),
                    .. Encoding.ASCII.GetBytes(text)[Math.Min(text.Length, at + length)..],
                ],
            cut
        );

    private static IncomingAnswer Taken(BodyUse use, params byte[][] pieces)
    {
        var answer = new IncomingAnswer();
        answer.Begin(use);
        foreach (var piece in pieces)
            if (piece.Length > 0 && answer is { IsWhole: false, Fault: null })
                answer.Take(piece);
        return answer;
    }

    private static string Body(IncomingAnswer answer) =>
        Encoding.ASCII.GetString(answer.Answer(default, default).Body.Span);
}
