using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>From what was asked for and what the stream is to what the swarm does.</summary>
internal static class LoadPlan
{
    // Three target durations of buffer can hide a fault; what comes after them shows it, and makes enough samples.
    private const int LiveTargetDurations = 10;

    // Streams of short segments too: less is too few samples for a p99.
    private static readonly TimeSpan LeastLive = TimeSpan.FromSeconds(20);

    // Half a target duration is what a segment may take: at a quarter of that the generator's own part decides it.
    private const int LatenessPart = 8;

    public static SwarmPlan Of(LoadRequest request, LoadTarget target)
    {
        var plan = request.Profile.Plan(target.Url.PathAndQuery, TimeSpan.Zero, request.Seed);
        plan = plan with
        {
            Timeout = request.Timeout ?? plan.Timeout,
            TrustsAnyCertificate = request.Insecure,
            LatenessLimit = target.TargetDuration / LatenessPart,
        };
        return plan with { Duration = request.Duration ?? Ramp(plan) + Watching(plan, target) };
    }

    /// <summary>Until the last viewer has come.</summary>
    public static TimeSpan Ramp(SwarmPlan plan) =>
        TimeSpan.FromSeconds(plan.Viewers / plan.RampPerSecond) + plan.Jitter;

    private static TimeSpan Watching(SwarmPlan plan, LoadTarget target) =>
        target.Length is { } length
            // It ends when everybody has seen the end; a request that timed out may delay that.
            ? length + plan.Timeout + (target.TargetDuration * 3)
        : target.TargetDuration * LiveTargetDurations is var several && several > LeastLive
            ? several
        : LeastLive;
}
