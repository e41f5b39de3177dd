using NUnit.Framework;
using Verify.Origin.Profile;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Load;
using Verify.Swarm;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Paired;

/// <summary>Step 5B.2: the profile's swarm watches an origin.</summary>
/// <param name="subject">What its figures are listed under.</param>
internal sealed class ProfileLoad(Func<CancellationToken, Task<Loaded>> find, string subject)
{
    public const string Command =
        "./run.ps1 load http://127.0.0.1:17080/master.m3u8  # the swarm's default profile, 20 s";

    public async Task CheckAsync(Step step)
    {
        var loaded = await find(step.Ct);
        await JudgeAsync(step, loaded, step.Ct, subject);
    }

    /// <returns>Whether the swarm was a load that can be judged, and what is seen meanwhile with it.</returns>
    public static async Task<bool> JudgeAsync(
        Step step,
        Loaded loaded,
        CancellationToken ct,
        string? subject = null
    )
    {
        var plan = Profiles
            .Shipped.Swarm.Get(Profiles.Default)
            .Plan(loaded.Playlist, Bounds.Load, Random.Shared.Next()) with
        {
            LatenessLimit = Bounds.GeneratorLateness(loaded.SegmentDuration),
        };
        var progress = new Progress(step);
        var result = await HlsSwarm.RunAsync(plan, loaded.Endpoint, progress, ct);
        SwarmMeasurements.Record(step, result);
        if (subject is not null)
            SwarmMeasurements.OfAll(step, subject, [result]);
        SwarmEvidence.Keep(
            step,
            result,
            progress.Reached,
            Bounds.SegmentLatency(loaded.SegmentDuration)
        );
        if (result.Inconclusive is { } why)
        {
            step.CannotTell("the swarm is served without an error", "no errors", why, "load");
            return false;
        }
        Claim(step, plan, loaded, result);
        step.Saw(
            $"{result.Audience.Joined} viewers, {result.Traffic.Requests} requests, {result.Traffic.Segments} segments, {result.ErrorCount} errors, "
                + $"{result.Playback.Stalls} stalls, {result.MegabitsPerSecond:0} Mbit/s"
        );
        return true;
    }

    private static void Claim(Step step, SwarmPlan plan, Loaded loaded, SwarmResult result)
    {
        step.Expect("viewers that joined", result.Audience.Joined, Is.EqualTo(plan.Viewers));
        step.Expect(
            "errors",
            result.Errors.Select(error => $"{error.Value} x {error.Key}"),
            Is.Empty,
            proves: "load"
        );
        step.Expect("segments given up", result.Playback.Skipped, Is.Zero);
        step.Expect(
            "stalls",
            result.Playback.Stalls,
            Is.Zero,
            "a viewer starts three target durations behind live, and nothing may use up this buffer"
        );
        step.Expect(
            "segments fetched",
            result.Traffic.Segments,
            Is.GreaterThanOrEqualTo(Due(plan, loaded.SegmentDuration)),
            "a viewer needs one for each segment duration that it watches"
        );
        step.Expect(
            "p99 of segments, from when they were due",
            result.Segments.Corrected.Quantile(0.99),
            Is.LessThan(Bounds.SegmentLatency(loaded.SegmentDuration)),
            "half a segment's duration; a player that waits longer cannot catch up"
        );
    }

    // Each arrives in its turn, and watches from then on.
    private static long Due(SwarmPlan plan, TimeSpan segment) =>
        (long)
            Enumerable
                .Range(0, plan.Viewers)
                .Select(viewer =>
                    plan.Duration - plan.Jitter - TimeSpan.FromSeconds(viewer / plan.RampPerSecond)
                )
                .Sum(watching => Math.Floor(watching / segment));

    private sealed class Progress(Step step) : IProgress<SwarmProgress>
    {
        private readonly List<SwarmProgress> reached = [];

        /// <summary>In order, a few a second.</summary>
        public IReadOnlyList<SwarmProgress> Reached => reached;

        public void Report(SwarmProgress value)
        {
            reached.Add(value);
            step.Progress(
                $"{value.Viewers} viewers, {value.Requests} requests, {value.Stalls} stalls, {value.Errors} errors",
                value.Elapsed / value.Of
            );
        }
    }
}
