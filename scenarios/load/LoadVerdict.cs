using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>What is known after a load: its thresholds, and what keeps them from being decided.</summary>
/// <param name="Reasons">Why it is not a pass, besides the thresholds themselves.</param>
internal sealed record LoadVerdict(
    Verdict Verdict,
    IReadOnlyList<JudgedThreshold> Thresholds,
    IReadOnlyList<string> Reasons
)
{
    /// <param name="count">The server's own, where it was asked for.</param>
    public static LoadVerdict Of(
        SwarmResult result,
        LoadTarget target,
        IReadOnlyList<Threshold> thresholds,
        ServerCount? count
    )
    {
        JudgedThreshold[] judged = [.. thresholds.Select(one => one.Judge(result))];
        string[] doubts = [.. Doubts(result, target, count, judged.Length)];
        // A generator that could not keep up, or counts that contradict each other, leave nothing certain.
        var cannotTell = result.Inconclusive is not null || count is { Agrees: false };
        var worst = judged
            .Select(one => one.Verdict)
            .Append(doubts.Length > 0 ? Verdict.Inconclusive : Verdict.Pass)
            .Worst();
        return new(
            cannotTell ? Verdict.Inconclusive : worst,
            judged,
            [.. doubts, .. Failures(judged, result)]
        );
    }

    private static IEnumerable<string> Doubts(
        SwarmResult result,
        LoadTarget target,
        ServerCount? count,
        int bounds
    )
    {
        if (result.Inconclusive is { } why)
            yield return why;
        // What bounds nothing, and what saw nothing, shows nothing.
        if (bounds == 0)
            yield return "no threshold bounds anything";
        if (result.Traffic.Requests == 0)
            yield return "not one request was sent";
        if (count?.Doubt is { } doubt)
            yield return doubt;
        // One version each is what they were found with.
        if (
            target.IsLive
            && result.Stream is { Versions: > 0 } seen
            && seen.Versions <= target.Playlists
        )
            yield return (
                seen.Standstill > target.LongestStandstill
                    ? "the playlist never advanced"
                    : "the run was too short to see the playlist advance"
            )
                + $": no new version in {FigureText.Seconds(seen.Standstill)}, and one is due within {FigureText.Seconds(target.NewVersionWithin)} (RFC 8216 section 6.2.1)";
    }

    private static IEnumerable<string> Failures(
        IEnumerable<JudgedThreshold> judged,
        SwarmResult result
    ) =>
        judged
            .Where(one => one.Verdict is not Verdict.Pass)
            .Select(one =>
                $"{one.Threshold}: {one.ActualText}"
                + (one.Why is { } why && why != result.Inconclusive ? $", {why}" : "")
            );
}
