using NUnit.Framework;
using Verify.Instruments.Staleness;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Freshness;

namespace Verify.Scenarios.Target;

/// <summary>Step 5.5 of a target: how fresh its playlist is, as far as a client can see.</summary>
/// <param name="promise">How long a superseded version may be served; null where nothing is promised.</param>
internal sealed class TargetFreshness(TargetOrigin target, TimeSpan? promise)
{
    public const string Command =
        "watch -n0.1 curl -s URL  # a client learns of a version only when it is served to somebody";

    // Ten a second: dense enough for the bound of a second, and little for an origin that others use.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // RFC 8216 section 6.2.1: a new version is there no later than 1.5 target durations after the one before.
    private const double LatestUpdate = 1.5;

    public async Task CheckAsync(Step step) =>
        Judge(step, await SeeAsync(step, step.Ct), isLowerBound: true);

    public async Task<OutsideView> SeeAsync(Step step, CancellationToken ct)
    {
        var stream = await target.FindAsync(ct);
        return await OutsideMeter.WatchAsync(
            new(
                new(stream.Playlist, Interval, Random.Shared.Next()),
                Bounds.Watching(Bounds.Unchanged)
            ),
            new(target.Endpoint),
            new FreshnessProgress(step),
            ct
        );
    }

    /// <param name="isLowerBound">Nothing else is known of its age: what cannot be seen is said.</param>
    public void Judge(Step step, OutsideView seen, bool isLowerBound)
    {
        if (seen.Inconclusive is { } why)
        {
            step.CannotTell("the playlist is fresh", "to be seen", why, "freshness");
            return;
        }
        Measure(step, seen);
        // What is seen first by one answer is dated by its round trip and the time to the next answer.
        var error = seen.RoundTrip.P99 + 2 * Interval;
        step.Expect("answers that were no playlist", seen.Errors, Is.Empty);
        step.Expect(
            "longest without a new version",
            seen.LongestStandstill,
            Is.LessThanOrEqualTo(seen.TargetDuration * LatestUpdate + error),
            $"1.5 target durations (RFC 8216 section 6.2.1), plus {error.TotalSeconds:0.00} s, the precision with which a client can date a version"
        );
        if (promise is { } fresh)
            step.ExpectLowerBound(
                "old version served after a newer one, maximum",
                seen.OldAfterNew,
                Is.LessThanOrEqualTo(fresh + Bounds.Floor),
                $"{fresh.TotalSeconds} s are promised; the bound adds the measuring error. The true staleness can be larger, never smaller",
                "freshness"
            );
        if (seen.Regressions > 0)
            step.Find(
                $"the media sequence went backwards {seen.Regressions} times, by up to {seen.LargestStepBack}",
                "independent caches answer in turn: a viewer sees the live edge jump back",
                "a shared cache in front of the workers, or players that keep their connection",
                kind: FindingKind.Before,
                effect: Effect.Stale
            );
        if (isLowerBound)
            step.Find(
                "without access to the files, a delay common to all responses cannot be detected",
                "a single cache in front serves every version late but in order, so the figures are lower bounds",
                "run the scenario on the origin's configurations, with --baseline and --candidate",
                kind: FindingKind.NotSeen,
                effect: Effect.Stale
            );
    }

    private static void Measure(Step step, OutsideView seen)
    {
        step.Measure(
            new(
                "target: old version after a newer one",
                seen.OldAfterNew.TotalSeconds,
                "s",
                seen.Count,
                Source: "from the first sight of a version to the last answer with one before it: a lower bound"
            )
            {
                Id = Figure.OldAfterNew,
                Subject = Figure.Target,
            }
        );
        step.Measure(
            new(
                "target: longest without a new version",
                seen.LongestStandstill.TotalSeconds,
                "s",
                seen.Versions
            )
            {
                Id = Figure.LongestStandstill,
                Subject = Figure.Target,
            }
        );
        step.Measure(
            new(
                "target: media sequence went backwards",
                seen.Regressions,
                "times",
                seen.Count,
                Details: new Dictionary<string, double> { ["largest step"] = seen.LargestStepBack }
            )
            {
                Id = Figure.Regressions,
                Subject = Figure.Target,
            }
        );
        step.Saw(
            $"{seen.Versions} versions in {seen.Count} answers; an old one up to {seen.OldAfterNew.TotalSeconds:0.00} s after a newer one, "
                + $"longest standstill {seen.LongestStandstill.TotalSeconds:0.00} s, {seen.Regressions} regressions, "
                + $"round trip p99 {seen.RoundTrip.P99.TotalMilliseconds:0} ms"
        );
    }
}
