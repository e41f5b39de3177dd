using Verify.Origin.Profile;

namespace Verify.Scenarios.Load;

/// <summary>A load as it was asked for.</summary>
/// <param name="Timeout">In place of the profile's; null leaves it.</param>
/// <param name="Duration">Null for what suits the stream.</param>
/// <param name="Thresholds">The user's.</param>
/// <param name="Status">Of nginx's stub_status; null asks no server for its count.</param>
internal sealed record LoadRequest(
    Uri Url,
    SwarmProfile Profile,
    TimeSpan? Timeout,
    TimeSpan? Duration,
    int Seed,
    IReadOnlyList<Threshold> Thresholds,
    Uri? Status
)
{
    /// <summary>The shipped profile whose thresholds it has to keep: a profile of the user's own is judged as what it starts from.</summary>
    public required string JudgedAs { get; init; }

    /// <summary>https whoever signed the certificate.</summary>
    public bool Insecure { get; init; }
}
