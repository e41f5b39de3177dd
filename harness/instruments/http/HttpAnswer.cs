namespace Verify.Instruments.Http;

/// <summary>An answer as received: headers in their order, repeated ones repeated.</summary>
/// <param name="Body">The body, empty where it was handed on piece by piece instead.</param>
/// <param name="BodyLength">Bytes of the body that arrived.</param>
/// <param name="Sent">Just before the first byte of the request was written.</param>
/// <param name="Answered">When its head was complete.</param>
/// <param name="Completed">When the last byte of the body was in.</param>
public sealed record HttpAnswer(
    int Status,
    string Reason,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body,
    long BodyLength,
    Instant Sent,
    Instant Answered,
    Instant Completed
)
{
    public TimeSpan RoundTrip => Completed - Sent;

    /// <summary>Every value of a header, in the order received.</summary>
    public IEnumerable<string> All(string name) =>
        Headers
            .Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(h => h.Value);

    /// <summary>The only or first value of a header, or null.</summary>
    public string? First(string name) => All(name).FirstOrDefault();
}
