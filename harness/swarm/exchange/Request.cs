using System.Text;
using Verify.Instruments.Http;
using Verify.Instruments.Playlists;

namespace Verify.Swarm.Exchange;

/// <summary>A GET request as it goes over the wire, made once and sent as often as it is due.</summary>
/// <param name="Wire">Request line, Host and, for a part of a resource, Range.</param>
internal sealed record Request(Uri Url, ByteRange? Range, byte[] Wire)
{
    /// <summary>The status of a good answer.</summary>
    public int Expected => Range is null ? 200 : 206;

    public static Request For(Uri url, ByteRange? range = null)
    {
        var text = new StringBuilder(160)
            .Append($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n")
            .Append("User-Agent: verify\r\nAccept: */*\r\n");
        if (BasicCredentials.Of(url) is { } credentials)
            text.Append($"Authorization: {credentials}\r\n");
        if (range is { } part)
            text.Append($"Range: bytes={part.Offset}-{part.End - 1}\r\n");
        // A Uri has escaped what could end a line.
        return new(url, range, Encoding.ASCII.GetBytes(text.Append("\r\n").ToString()));
    }
}
