using System.Collections.Concurrent;
using Verify.Instruments.Http;
using Verify.Instruments.Sampling;

namespace Verify.Instruments.Staleness;

/// <summary>What one client got, before it is held against what was published.</summary>
/// <param name="Error">Why there is no answer to judge: a fault or a status; null where there is one.</param>
/// <param name="Hash">SHA-256 of the body.</param>
/// <param name="Sequence">The media sequence that the body states.</param>
/// <param name="Worker">The pid that answered, where it was traced.</param>
internal sealed record Observation(
    Instant Sent,
    Instant Completed,
    bool KeepAlive,
    int? Worker,
    string? Error,
    string? Hash,
    long? Sequence
)
{
    /// <summary>The body, one for all that are alike.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The same few bodies come again and again: each is read once.</summary>
    public static Observation Of(
        Sighting seen,
        ConcurrentDictionary<string, ServedVersion> versions
    )
    {
        var body = seen.Answer is { Status: 200 } whole ? whole.Body : (ReadOnlyMemory<byte>?)null;
        var hash = body is null ? null : Publication.HashOf(body.Value.Span);
        var version = hash is null
            ? null
            : versions.GetOrAdd(
                hash,
                _ => new(Publication.SequenceOf(body!.Value.Span), body.Value)
            );
        return new(
            seen.Sent,
            seen.Completed,
            seen.KeepAlive,
            seen.Worker,
            body is null ? seen.Fault ?? $"status {seen.Answer?.Status}" : null,
            hash,
            version?.Sequence
        )
        {
            Body = version?.Body ?? default,
        };
    }
}

/// <summary>A body that was served, and the media sequence that it states.</summary>
internal sealed record ServedVersion(long? Sequence, ReadOnlyMemory<byte> Body);
