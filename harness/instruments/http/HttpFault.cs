namespace Verify.Instruments.Http;

/// <summary>How an exchange went wrong before a whole answer was had.</summary>
public enum HttpFault
{
    /// <summary>No connection: refused, unreachable, or TLS not agreed.</summary>
    Connect,

    /// <summary>The time allowed was up.</summary>
    Timeout,

    /// <summary>The server closed the connection before the first byte of an answer.</summary>
    Closed,

    /// <summary>The connection ended inside the answer.</summary>
    Truncated,

    /// <summary>The connection was reset or failed below HTTP.</summary>
    Reset,

    /// <summary>What came is not HTTP/1.x.</summary>
    Malformed,

    /// <summary>The head or the body is larger than the limit.</summary>
    TooLarge,
}

/// <summary>An exchange that gave no whole answer.</summary>
public sealed class ExchangeFailed(HttpFault fault, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public HttpFault Fault { get; } = fault;

    /// <summary>The connection failed, not what was said on it: the next one may not.</summary>
    public bool MayBeRepeated => Fault is not (HttpFault.Malformed or HttpFault.TooLarge);
}
