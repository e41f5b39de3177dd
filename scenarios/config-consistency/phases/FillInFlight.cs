using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 3.3: a reader has read D1 and not yet filled KV when a change and its invalidation come between.</summary>
internal static class FillInFlight
{
    public const string Command =
        "a gate holds the reader's KV.put; curl -X PUT .../admin/channels/ch_demo_sports1; the gate opens; curl .../v_1600k.m3u8";

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in new[] { WorkersInRun.AsDesigned, WorkersInRun.Cured })
        {
            var (system, channel) = (workers.Of(design), workers.NewChannel());
            var reader = system.Colos[1];
            await system.Kv.HoldAsync(KvObstacles.Put, times: 1, step.Ct);
            var reading = reader.MediaAsync(channel, step.Ct);
            await system.Kv.ReachedAsync(KvObstacles.Put, step.Ct);
            var change = await system.Admin.ChangeAsync(channel, step.Ct);
            await system.Kv.ReleaseAsync(KvObstacles.Put, step.Ct);
            await reading;
            var seen = await reader.MediaAsync(channel, step.Ct);
            var isOld = seen.Version < change.Version;
            step.Expect(
                $"{design}: after the change {reader.Name} is served the old configuration",
                isOld,
                Is.EqualTo(design == WorkersInRun.AsDesigned),
                design == WorkersInRun.AsDesigned
                    ? "the fill came after the invalidation, and nothing compares"
                    : "what the fill brought has a version that is not the one in force",
                design == WorkersInRun.Cured ? ConfigOutcomes.Fresh : null
            );
            if (isOld && design == WorkersInRun.AsDesigned)
                step.Find(
                    "as-designed: a fill in flight brings the old configuration back after the invalidation, for the whole time to live",
                    "nobody invalidates it again",
                    "store the version with the value, and compare it with the one in force",
                    FindingKind.Unsolved,
                    Effect.Stale
                );
        }
    }
}
