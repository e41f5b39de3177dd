using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 3.2: an organization's invalidation that fails before its end.</summary>
internal static class HalfInvalidation
{
    public const string Command =
        "curl -X POST http://admin.as-designed.localhost:$PORT/admin/organizations/demo/invalidate; KV fails at the 61st deletion";

    // Two keys a channel: 30 of 100 channels.
    private const int Passed = 60;

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        var system = workers.Of(WorkersInRun.AsDesigned);
        var mark = await workers.Server.MarkAsync(step.Ct);
        var whole = await system.Admin.InvalidateAsync(ChannelName.Organization, step.Ct);
        step.Expect("the whole organization: status", whole.Status, Is.EqualTo(200));
        step.Expect(
            "the whole organization: keys deleted",
            await DeletedAsync(system, mark, step.Ct),
            Is.EqualTo(2 * WorkersInRun.Channels),
            $"two keys of each of {WorkersInRun.Channels} channels"
        );
        await system.Kv.FailAsync(KvObstacles.Delete, step.Ct, after: Passed);
        mark = await workers.Server.MarkAsync(step.Ct);
        var half = await system.Admin.InvalidateAsync(ChannelName.Organization, step.Ct);
        step.Expect(
            "half of it: status",
            half.Status,
            Is.EqualTo(500),
            "a failed deletion is not hidden"
        );
        step.Expect(
            "half of it: keys deleted",
            await DeletedAsync(system, mark, step.Ct),
            Is.EqualTo(Passed),
            "it stops at the first that fails"
        );
        step.Find(
            $"as-designed: an invalidation that fails after {Passed / 2} of {WorkersInRun.Channels} channels leaves the others as they were, and says neither which nor that",
            "the caller cannot tell what to do again but all of it; D1 has the change, viewers do not",
            "keep what is to be invalidated with the change, and try until it is done; or need none",
            FindingKind.Unsolved,
            Effect.Stale
        );
    }

    private static Task<int> DeletedAsync(SystemUnderTest system, int mark, CancellationToken ct) =>
        system.CountSinceAsync(mark, $"kv {system.Name} {system.Colos[0].Name} delete", ct);
}
