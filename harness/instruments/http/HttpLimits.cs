namespace Verify.Instruments.Http;

/// <summary>What an answer may take before it is called too large; no server can make a client grow past it.</summary>
/// <param name="Head">Bytes of status line and headers.</param>
/// <param name="KeptBody">Bytes of a body that is kept in memory.</param>
/// <param name="PassedBody">Bytes of a body that is handed on and forgotten.</param>
public sealed record HttpLimits(int Head, long KeptBody, long PassedBody)
{
    // nginx sends at most a few kB of headers; a live playlist is well under 100 kB, a segment under 100 MB.
    public static readonly HttpLimits Default = new(64 * 1024, 2 * 1024 * 1024, 256L * 1024 * 1024);
}
