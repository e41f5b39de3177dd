namespace Verify.Instruments.Staleness;

/// <summary>How fresh a live playlist is as far as its clients can see: nothing is known of the files behind it.</summary>
/// <param name="Versions">Different live edges that were seen.</param>
/// <param name="TargetDuration">As the playlist declares it.</param>
/// <param name="LongestStandstill">Between the first sights of two successive live edges, or to the end of watching.</param>
/// <param name="OldAfterNew">
/// The longest that an answer still showed an edge after another answer had shown a later one: a lower bound of its
/// staleness, as the later one was there before it was first seen.
/// </param>
/// <param name="Regressions">Times the media sequence went backwards from one answer to a request after it.</param>
/// <param name="Inconclusive">Why nothing can be said, or null.</param>
public sealed record OutsideView(
    int Count,
    int Versions,
    TimeSpan TargetDuration,
    TimeSpan LongestStandstill,
    TimeSpan OldAfterNew,
    int Regressions,
    long LargestStepBack,
    Quantiles RoundTrip,
    IReadOnlyDictionary<string, int> Errors,
    string? Inconclusive
);
