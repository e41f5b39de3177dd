using Verify.Engine;
using Verify.Swarm;

namespace Verify.Scenarios;

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
        string[] doubts = [.. Doubts(result, target, count)];
        // A generator that could not keep up, or counts that contradict each other, leave nothing certain.
        var cannotTell = result.Inconclusive is not null || count is { Agrees: false };
        var worst = judged
            .Select(one => one.Verdict)
            .Append(doubts.Length > 0 ? Verdict.Inconclusive : Verdict.Pass)
            .Worst();
        return new(
            cannotTell ? Verdict.Inconclusive : worst,
            judged,
            [.. doubts, .. Failures(judged, result, target)]
        );
    }

    private static IEnumerable<string> Doubts(
        SwarmResult result,
        LoadTarget target,
        ServerCount? count
    )
    {
        if (result.Inconclusive is { } why)
            yield return why;
        if (count is { Agrees: false })
            yield return $"{count}: more than 1 % apart, so one of them saw something else";
        // Else it stood still for longer than it may, which is a threshold.
        if (
            target.IsLive
            && result.Stream.Versions > 0
            && result.Stream.Versions <= target.Playlists
            && result.Stream.Standstill <= target.NewVersionWithin
        )
            yield return $"the run was too short to see a new version of the playlist: {FigureText.Seconds(result.Stream.Standstill)} after its first sight, and one is due within {FigureText.Seconds(target.NewVersionWithin)}";
    }

    private static IEnumerable<string> Failures(
        IEnumerable<JudgedThreshold> judged,
        SwarmResult result,
        LoadTarget target
    ) =>
        judged
            .Where(one => one.Verdict is not Verdict.Pass)
            .Select(one =>
                $"{one.Threshold}: {one.ActualText}"
                + (
                    one.Why is { } why && why != result.Inconclusive ? $", {why}"
                    : NeverAdvanced(one, result, target) ? ", the playlist never advanced"
                    : ""
                )
            );

    private static bool NeverAdvanced(JudgedThreshold one, SwarmResult result, LoadTarget target) =>
        one.Threshold.Metric.Name == "standstill"
        && one.Verdict == Verdict.Fail
        && result.Stream.Versions <= target.Playlists;
}
