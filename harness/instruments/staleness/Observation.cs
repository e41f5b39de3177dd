using System.Collections.Concurrent;

namespace Verify.Instruments;

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
    /// <summary>The same few bodies come again and again: each is read once.</summary>
    public static Observation Of(Sighting seen, ConcurrentDictionary<string, long?> sequences)
    {
        var body = seen.Answer is { Status: 200 } whole ? whole.Body : (ReadOnlyMemory<byte>?)null;
        var hash = body is null ? null : Publication.HashOf(body.Value.Span);
        return new(
            seen.Sent,
            seen.Completed,
            seen.KeepAlive,
            seen.Worker,
            body is null ? seen.Fault ?? $"status {seen.Answer?.Status}" : null,
            hash,
            hash is null
                ? null
                : sequences.GetOrAdd(hash, _ => Publication.SequenceOf(body!.Value.Span))
        );
    }
}
