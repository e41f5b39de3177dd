using Verify.Instruments.Http;

namespace Verify.Swarm.Exchange;

/// <summary>What a fetcher does with a body.</summary>
internal enum BodyUse
{
    /// <summary>It is in the answer.</summary>
    Keep,

    /// <summary>It is counted.</summary>
    Discard,

    /// <summary>It is read, looked into and counted.</summary>
    Check,
}

/// <summary>How a request came out.</summary>
/// <param name="Fault">Why there is no whole answer; null where there is one.</param>
/// <param name="Length">Bytes of the body that came.</param>
/// <param name="Body">Where it was to be kept; good until the task that was waiting for it waits again.</param>
/// <param name="Wrong">Why a redirect leads nowhere.</param>
/// <param name="InSync">Of a body that was looked into: whole MPEG-TS packets.</param>
internal readonly record struct Answer(
    HttpFault? Fault,
    int Status,
    long Length,
    Instant Sent,
    Instant Completed,
    ReadOnlyMemory<byte> Body = default,
    bool IsEncoded = false,
    bool IsTransportStream = false,
    bool InSync = false,
    string? Location = null,
    string? Wrong = null
)
{
    public bool IsRedirect => Location is not null;

    public static Answer Failed(HttpFault fault, Instant sent, long length = 0) =>
        new(fault, 0, length, sent, Instant.Now);
}
