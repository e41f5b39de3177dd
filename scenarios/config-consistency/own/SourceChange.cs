namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>How a channel's configuration is changed where it comes from: one of a value in KV, a statement of D1, a request.</summary>
/// <param name="Binding">Of KV or D1; null for a request.</param>
/// <param name="Key">In KV.</param>
/// <param name="Text">KV's value or D1's statement.</param>
internal sealed record SourceChange(
    string? Binding,
    string? Key,
    string? Text,
    WorkerRequest? Request
)
{
    public override string ToString() =>
        Request is not null ? $"{Request}"
        : Key is not null ? $"{Binding}.put(\"{Key}\", ...)"
        : $"{Binding}: {Text}";
}
