using System.Text;

namespace Verify.Instruments.Http;

/// <summary>A request as it will be written: method, request target and the headers beside Host.</summary>
/// <param name="Target">In origin-form, such as /stream.m3u8.</param>
public sealed record HttpAsk(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers
)
{
    public static HttpAsk Get(string target, params (string Name, string Value)[] headers) =>
        Of("GET", target, headers);

    public static HttpAsk Of(
        string method,
        string target,
        params (string Name, string Value)[] headers
    ) => new(method, target, [.. headers.Select(h => KeyValuePair.Create(h.Name, h.Value))]);

    /// <summary>Twice has the same effect as once (RFC 9110 section 9.2.2).</summary>
    public bool IsIdempotent =>
        Method is "GET" or "HEAD" or "OPTIONS" or "TRACE" or "PUT" or "DELETE";

    internal byte[] Bytes(string host, string? credentials = null)
    {
        var text = new StringBuilder(128).Append($"{Method} {Target} HTTP/1.1\r\nHost: {host}\r\n");
        if (credentials is not null)
            text.Append($"Authorization: {credentials}\r\n");
        foreach (var (name, value) in Headers)
            text.Append($"{name}: {value}\r\n");
        text.Append("\r\n");
        // A line break in a target or a value would be a second request: it never gets onto the wire.
        if (Spoils(Method) || Spoils(Target) || Headers.Any(h => Spoils(h.Key) || Spoils(h.Value)))
            throw new ArgumentException($"a line break in the request {Method} {Target}");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static bool Spoils(string part) => part.AsSpan().ContainsAny('\r', '\n', '\0');
}
