namespace Verify.Scenarios;

/// <summary>What a night was asked for, checked.</summary>
/// <param name="Jobs">The most valuable first.</param>
/// <param name="LeftOut">Not asked for.</param>
/// <param name="Gate">A figure that is worse fails the night.</param>
internal sealed record NightAsked(
    IReadOnlyList<Job> Jobs,
    IReadOnlyList<Job> LeftOut,
    IReadOnlyList<Lane> Lanes,
    TimeSpan? Budget,
    string History,
    string Parent,
    bool Gate,
    bool Json
);
