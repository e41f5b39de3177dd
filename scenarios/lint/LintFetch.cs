using System.IO.Compression;
using Verify.Instruments.Http;
using Verify.Instruments.Playlists;

namespace Verify.Scenarios.Lint;

/// <summary>One GET as a player would send it: redirects are followed, and the start of a body can be enough.</summary>
internal static class LintFetch
{
    // What browsers bear is 20; an origin that needs more than a few is broken.
    private const int Redirects = 5;

    /// <summary>How long a server may take for one answer; players give up after about as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly HttpLimits Limits = HttpLimits.Default with
    {
        KeptBody = PlaylistLimits.Default.Bytes,
    };

    /// <param name="insecure">https whoever signed the certificate.</param>
    /// <exception cref="ExchangeFailed">No whole answer.</exception>
    public static async Task<(Uri At, HttpAnswer Answer)> GetAsync(
        Uri url,
        BodyPart? part,
        bool insecure,
        CancellationToken ct,
        params (string Name, string Value)[] headers
    )
    {
        for (var i = 0; i <= Redirects; i++)
        {
            var endpoint = Endpoint.Direct(url.Authority, url) with
            {
                TrustsAnyCertificate = insecure,
            };
            var ask = HttpAsk.Get(
                url.PathAndQuery,
                [("Accept-Encoding", "gzip"), ("Connection", "close"), .. headers]
            );
            var answer = await FreshAnswer.ToAsync(endpoint, ask, Patience, ct, Limits, part);
            if (answer.Status is not (301 or 302 or 303 or 307 or 308))
                return (url, answer);
            if (
                answer.First("Location") is not { } location
                || !Uri.TryCreate(url, location, out var next)
                || next.Scheme is not ("http" or "https")
            )
                throw new ExchangeFailed(
                    HttpFault.Malformed,
                    $"status {answer.Status} leads nowhere: Location '{answer.First("Location")}'"
                );
            url = BasicCredentials.Carried(url, next);
        }
        throw new ExchangeFailed(HttpFault.Malformed, $"more than {Redirects} redirects");
    }

    /// <summary>The body as it was before it was compressed.</summary>
    /// <exception cref="UsageError">It is compressed otherwise, brokenly, or to hide how large it is.</exception>
    public static ReadOnlyMemory<byte> Body(Uri at, HttpAnswer answer)
    {
        var coding = string.Join(", ", answer.All("Content-Encoding")).ToLowerInvariant();
        if (coding is "" or "identity")
            return answer.Body;
        if (coding is not ("gzip" or "x-gzip"))
            throw new UsageError($"{at}: Content-Encoding '{coding}' was not asked for; gzip was.");
        try
        {
            using var packed = new MemoryStream(answer.Body.ToArray());
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            using var body = new MemoryStream();
            var buffer = new byte[32 * 1024];
            for (int read; (read = gzip.Read(buffer)) > 0; )
            {
                if (body.Length + read > Limits.KeptBody)
                    throw new UsageError(
                        $"{at}: it unpacks to more than {Limits.KeptBody} bytes; no playlist is as large."
                    );
                body.Write(buffer, 0, read);
            }
            return body.ToArray();
        }
        catch (InvalidDataException broken)
        {
            throw new UsageError(
                $"{at}: Content-Encoding is gzip and the body is not: {broken.Message}"
            );
        }
    }
}
