using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Http;

namespace Verify.Tests.Instruments;

/// <summary>What RFC 9112 says of answers that two readers could take apart in two ways.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AnswerFrameTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Chunked = Ok + "Transfer-Encoding: chunked\r\n";

    [TestCase(Ok + "Content-Length: 5\r\n\r\nabcde")]
    [TestCase(Ok + "CONTENT-LENGTH:\t5 \r\nConnection: keep-alive\r\n\r\nabcde")]
    [TestCase(Ok + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase(Ok + "Content-Length: 5, 5\r\n\r\nabcde")]
    [TestCase("HTTP/1.1 200 OK\nContent-Length: 5\n\nabcde")]
    [TestCase("HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase("HTTP/1.2 200 OK\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase(Chunked + "\r\n3\r\nabc\r\n02;x=\"y\" ; z\r\nde\r\n000\r\nTrailer: x\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\ntransfer-encoding:CHUNKED\n\n5 \nabcde\n0\n\n")]
    [TestCase(
        "HTTP/1.1 103 Early Hints\r\nContent-Length: 9\r\n\r\n"
            + Ok
            + "Content-Length: 5\r\n\r\nabcde"
    )]
    [TestCase(Ok + "X: a\r\n b\r\nContent-Length:\r\n 5\r\n\r\nabcde")]
    public void A_whole_answer_is_followed_by_the_next(string text)
    {
        var read = Reading.Of(text, 1);

        Assert.That(read.ToString(), Is.EqualTo("200 'abcde' whole, kept"));
    }

    [TestCase(Ok + "Connection: close\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase(Ok + "Connection: close, TE\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase(Ok + "Connection: keep-alive\r\nConnection: Close\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase(Ok + "\r\nabcde")]
    [TestCase(
        Chunked + "Content-Length: 2\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
        Description = "length beside chunks"
    )]
    [TestCase(
        Ok + "Content-Length: two\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"
    )]
    [TestCase(
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"
    )]
    public void After_some_the_connection_is_not_used_again(string text)
    {
        var read = Reading.Of(text, 3);
        read.EndIfOpen();

        Assert.That(read.ToString(), Is.EqualTo("200 'abcde' whole"));
    }

    [TestCase("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", false, "204 '' whole, kept")]
    [TestCase(
        "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n",
        false,
        "304 '' whole, kept"
    )]
    [TestCase(Ok + "Content-Length: 5\r\n\r\n", true, "200 '' whole, kept")]
    [TestCase(Ok + "Content-Length: x\r\n\r\n", true, "200 '' whole, kept")]
    [TestCase(Ok + "Content-Length: 99999999999\r\n\r\n", true, "200 '' whole, kept")]
    [TestCase(Ok + "\r\n", true, "200 '' whole, kept")]
    [TestCase("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", false, "101 '' whole")]
    public void Some_have_no_body_whatever_their_headers_say(
        string text,
        bool isHead,
        string read
    ) => Assert.That(Reading.Of(text, 7, isHead).ToString(), Is.EqualTo(read));

    [TestCase(
        Ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        "Content-Length: 5 and 6"
    )]
    [TestCase(Ok + "Content-Length: 5, 6\r\n\r\nabcde", "Content-Length: 5 and 6")]
    [TestCase(Ok + "Content-Length: +5\r\n\r\nabcde", "Content-Length: +5")]
    [TestCase(Ok + "Content-Length:\r\n\r\nabcde", "Content-Length: ")]
    [TestCase(
        Ok + "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: 99999999999999999999"
    )]
    [TestCase(
        Ok + "Transfer-Encoding: gzip, chunked\r\n\r\n5\r\n",
        "Transfer-Encoding: gzip, chunked"
    )]
    [TestCase(Ok + "Transfer-Encoding: xchunked\r\n\r\n5\r\n", "Transfer-Encoding: xchunked")]
    [TestCase(Chunked + "Transfer-Encoding: chunked\r\n\r\n5\r\n", "Transfer-Encoding: chunked")]
    [TestCase(Chunked + "\r\n5 abc\r\n", "chunk size '5 abc'")]
    [TestCase(Chunked + "\r\n 5\r\n", "chunk size ' 5'")]
    [TestCase(Chunked + "\r\n\r\n", "chunk size ''")]
    [TestCase(Chunked + "\r\nffffffffffffffff\r\n", "chunk size 'ffffffffffffffff'")]
    [TestCase(Chunked + "\r\n10000000000000000\r\n", "chunk size '10000000000000000'")]
    [TestCase(Chunked + "\r\n2\r\nabc\r\n", "a chunk longer than its size")]
    [TestCase(Ok + "Name : x\r\n\r\n", "header line 'Name : x'")]
    [TestCase(Ok + " folded: x\r\n\r\n", "header line ' folded: x'")]
    [TestCase(Ok + ": x\r\n\r\n", "header line ': x'")]
    [TestCase(Ok + "X: a\rb\r\n\r\n", "line 'X: a\rb'")]
    [TestCase(Ok + "X: a\0b\r\n\r\n", "line 'X: a\0b'")]
    [TestCase("HTTP/1.1 099 X\r\n\r\n", "status line 'HTTP/1.1 099 X'")]
    [TestCase("HTTP/2.0 200 OK\r\n\r\n", "status line")]
    [TestCase(
        "\u0015\u0003\u0001\u0000\u0002\u0002",
        "status line",
        Description = "TLS's alert, which ends no line"
    )]
    public void What_is_no_answer_is_malformed_and_says_why(string text, string why)
    {
        var read = Reading.Of(text, 1);

        Assert.That(read.Frame.Fault, Is.EqualTo(HttpFault.Malformed));
        Assert.That(read.Frame.Reason, Does.StartWith(why));
    }

    [Test]
    public void A_folded_header_is_one_line_and_what_an_interim_answer_said_is_forgotten()
    {
        var read = Reading.Of(
            "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 Very well\r\nX: a\r\n\t b\r\nY:\r\nContent-Length: 0\r\n\r\n",
            2
        );

        Assert.That(read.Words, Is.EqualTo("Very well"));
        Assert.That(read.Headers, Is.EqualTo(new[] { "X=a  \t b", "Y=", "Content-Length=0" }));
    }

    [Test]
    public void Many_small_chunks_are_a_body_like_any_other()
    {
        var text = new StringBuilder(Chunked + "\r\n");
        for (var i = 0; i < 30_000; i++)
            text.Append("1\r\nx\r\n");
        text.Append("0\r\n\r\n");

        var read = Reading.Of(text.ToString(), 4000);

        Assert.That((read.Frame.IsWhole, read.Frame.Length), Is.EqualTo((true, 30_000)));
    }

    [TestCase(Ok, "X: 0123456789\r\n", "headers")]
    [TestCase(Ok + "X: ", "one line without end", "headers")]
    [TestCase(Ok + "X: a\r\n", " folded\r\n", "headers")]
    [TestCase("", "HTTP/1.1 100 Continue\r\n\r\n", "headers")]
    [TestCase(Chunked + "\r\n1;", "an extension without end", "beside a chunk")]
    [TestCase(Chunked + "\r\n0\r\n", "Trailer: x\r\n", "headers")]
    [TestCase(Chunked + "\r\n", "8000\r\n{32768}\r\n", "a body of more than")]
    [TestCase(Ok + "\r\n", "a body without end", "a body of more than")]
    public void What_has_no_end_is_given_up_and_little_is_kept_of_it(
        string first,
        string again,
        string why
    )
    {
        var read = Reading.Of(first, 100);
        again = again.Replace("{32768}", new string('x', 32_768), StringComparison.Ordinal);
        long taken = first.Length;
        for (; read.Frame.Fault is null && taken < 10_000_000; taken += again.Length)
            read.Take(Encoding.Latin1.GetBytes(again));

        Assert.That(read.Frame.Fault, Is.EqualTo(HttpFault.TooLarge));
        Assert.That(read.Frame.Reason, Does.Contain(why));
        Assert.That(taken, Is.LessThan(Reading.MostBody + 200_000));
    }

    [TestCase(Ok + "Content-Length: 99999999999\r\n\r\n")]
    [TestCase(Chunked + "\r\n7fffffffffffffff\r\n")]
    public void What_says_that_it_is_too_large_is_not_waited_for(string text) =>
        Assert.That(Reading.Of(text, 1).Frame.Fault, Is.EqualTo(HttpFault.TooLarge));

    /// <summary>However the bytes are cut, and whatever they are, the answer is the same and there is one.</summary>
    [Test]
    public void The_pieces_in_which_it_comes_make_no_difference() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(
                Answers().ToArbitrary(),
                text =>
                {
                    var whole = Reading.Of(text, text.Length + 1);
                    whole.EndIfOpen();
                    return Enumerable
                        .Range(1, 9)
                        .All(size =>
                        {
                            var cut = Reading.Of(text, size);
                            cut.EndIfOpen();
                            return cut.ToString() == whole.ToString()
                                && cut.Headers.SequenceEqual(whole.Headers)
                                && (cut.Frame.IsWhole || cut.Frame.Fault is not null);
                        });
                }
            )
        );

    // Lines and bytes that mean something, in an order that may mean nothing.
    private static Gen<string> Answers() =>
        from start in Gen.Elements(
            Ok,
            "HTTP/1.0 200 OK\n",
            "HTTP/1.1 103 X\r\n\r\n" + Ok,
            "HTTP/1.1 304 X\r\n"
        )
        from parts in Gen.Elements(
                "Content-Length: 3\r\n",
                "Content-Length: 4\n",
                "Transfer-Encoding: chunked\r\n",
                "Connection: close\r\n",
                "X: y\r\n",
                " folded\r\n",
                "\r\n",
                "\n",
                "\r",
                "3\r\n",
                "0\r\n",
                "0;x\n",
                "abc",
                "\0",
                ":"
            )
            .ListOf()
        select start + string.Concat(parts);

    private sealed class Reading : IHeadReader
    {
        public const int MostBody = 1_000_000;

        private readonly StringBuilder body = new();
        private int status;

        private Reading() => Frame = new(this);

        public AnswerFrame Frame { get; }

        public string Words { get; private set; } = "";

        public List<string> Headers { get; } = [];

        public static Reading Of(string text, int pieces, bool isAnswerToHead = false)
        {
            var reading = new Reading();
            reading.Frame.Begin(HttpLimits.Default.Head, MostBody, isAnswerToHead);
            foreach (var piece in Encoding.Latin1.GetBytes(text).Chunk(pieces))
                reading.Take(piece);
            return reading;
        }

        public void Take(ReadOnlySpan<byte> bytes)
        {
            while (Frame.Next(ref bytes) is { IsEmpty: false } data)
                body.Append(Encoding.Latin1.GetString(data));
        }

        public void EndIfOpen()
        {
            if (Frame is { IsWhole: false, Fault: null })
                Frame.End();
        }

        void IHeadReader.Status(int status, ReadOnlySpan<byte> reason)
        {
            (this.status, Words) = (status, Encoding.Latin1.GetString(reason));
            Headers.Clear();
        }

        void IHeadReader.Header(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
            Headers.Add($"{Encoding.Latin1.GetString(name)}={Encoding.Latin1.GetString(value)}");

        public override string ToString() =>
            $"{status} '{body}' {(Frame.IsWhole ? "whole" : $"{Frame.Fault} {Frame.Reason}")}{(Frame.IsKept ? ", kept" : "")}";
    }
}
