using Verify.Reports.Nightly;
using Verify.Scenarios.Nightly.Jobs;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Scenarios.Nightly;

/// <summary>What a night was asked for, checked.</summary>
/// <param name="Jobs">The most valuable first.</param>
/// <param name="LeftOut">Not asked for.</param>
/// <param name="Gate">A figure that is worse fails the night.</param>
/// <param name="Reports">The runs' reports are made, and the page to start from.</param>
internal sealed record NightAsked(
    IReadOnlyList<Job> Jobs,
    IReadOnlyList<Job> LeftOut,
    IReadOnlyList<Lane> Lanes,
    TimeSpan? Budget,
    string History,
    string Parent,
    bool Gate,
    bool Reports,
    bool Json
)
{
    /// <summary>Asked for, and more than this host carries.</summary>
    public IReadOnlyList<JobLeftOut> TooMuch { get; init; } = [];
}
