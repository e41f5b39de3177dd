using System.Globalization;
using System.Text;

namespace Verify.Instruments.Gates.Http;

/// <summary>Reads the heads of requests; bodies pass unread.</summary>
internal sealed class HttpRequestReader : ICommandReader<HttpRequest>
{
    // nginx's own limit for what it passes on is far below.
    private const int LongestHead = 64 * 1024;

    private readonly List<byte> head = [];
    private long body;

    public Reading<HttpRequest> Read(ReadOnlySpan<byte> bytes)
    {
        if (body > 0)
        {
            var passed = (int)Math.Min(body, bytes.Length);
            body -= passed;
            return new(passed, Next.Pass);
        }
        for (var i = 0; i < bytes.Length; i++)
        {
            head.Add(bytes[i]);
            if (Ends())
                return Whole(i + 1);
            if (head.Count > LongestHead)
                return Unread(i + 1, "a head that is longer than any");
        }
        return new(bytes.Length, Next.Wait);
    }

    private Reading<HttpRequest> Whole(int taken)
    {
        var request = HttpRequest.Of(Encoding.Latin1.GetString([.. head]));
        head.Clear();
        if (request is null)
            return Unread(taken, "no request of HTTP/1");
        if (request.First("Transfer-Encoding") is not null)
            return Unread(taken, "a body of unknown length");
        _ = long.TryParse(
            request.First("Content-Length"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out body
        );
        return new(taken, Next.Decide) { Command = request };
    }

    private bool Ends() =>
        head.Count >= 4
        && head[^1] == '\n'
        && head[^2] == '\r'
        && head[^3] == '\n'
        && head[^4] == '\r';

    private static Reading<HttpRequest> Unread(int taken, string reason) =>
        new(taken, Next.Unread) { Reason = reason };
}
