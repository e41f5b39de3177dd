using Verify.Scenarios.ConfigConsistency.Phases;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Tests.ConfigWorker;

/// <summary>The faults that the steps of config-consistency have to notice, each by name.</summary>
internal static class Mutants
{
    private const string AfterIt = "seconds after the acknowledgement with the old one";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "no-invalidation",
            WorkersInRun.AsDesigned,
            "designs/as-designed.js",
            "await invalidateChannelConfigCache(env, org, channel, id);\n    await warmChannelConfigCache(env, org, channel, ttl);",
            "",
            Invalidation.CheckAsync,
            $"as-designed, SJC: {AfterIt}"
        ),
        // Nothing of the design is another, and the step does not tell it from one that holds: it says so.
        new(
            "without-the-edge",
            WorkersInRun.AsDesigned,
            "designs/as-designed.js",
            "const ttl = 60;",
            "const ttl = 60;",
            Invalidation.CheckAsync,
            $"as-designed, LHR: {AfterIt}"
        )
        {
            Strong = true,
        },
        new(
            "one-key-of-two",
            WorkersInRun.AsDesigned,
            "cache-invalidation.js",
            "const keys = [keyOf(org, channel), idKeyOf(id)];",
            "const keys = [idKeyOf(id)];",
            HalfInvalidation.CheckAsync,
            "the whole organization: keys deleted"
        ),
        new(
            "deleted-before-the-write",
            WorkersInRun.AsDesigned,
            "admin-worker.js",
            "await updateChannel(env, id, { originUrl: wanted.originUrl });",
            "await design.afterUpdate(env, colo, channel);\n  design.afterUpdate = async () => {};\n  await updateChannel(env, id, { originUrl: wanted.originUrl });",
            Invalidation.CheckAsync,
            $"as-designed, SJC: {AfterIt}"
        ),
        new(
            "warmed-with-the-old",
            WorkersInRun.Cured,
            "admin-worker.js",
            "await design.afterUpdate(env, colo, changed);",
            "await design.afterUpdate(env, colo, channel);",
            Invalidation.CheckAsync,
            $"cured, SJC: {AfterIt}"
        ),
        new(
            "version-not-bumped",
            WorkersInRun.Cured,
            "database.js",
            ", version = version + 1",
            "",
            Invalidation.CheckAsync,
            $"cured, LHR: {AfterIt}"
        ),
        new(
            "version-not-compared",
            WorkersInRun.Cured,
            "designs/cured.js",
            "if (known?.version === version) return known;",
            "if (known) return known;",
            FillInFlight.CheckAsync,
            "cured: after the change LHR is served the old configuration"
        ),
        new(
            "unknown-for-an-hour",
            WorkersInRun.Cured,
            "channel.js",
            "const unknownFor = 5;",
            "const unknownFor = 3600;",
            NewChannel.CheckAsync,
            "cured, LHR: seconds for which a channel that was made is unknown"
        ),
        new(
            "ten-channels-left-out",
            WorkersInRun.AsDesigned,
            "cache-invalidation.js",
            "for (const one of channels) await",
            "for (const one of channels.slice(10)) await",
            OrganizationAges.CheckAsync,
            "as-designed, SJC: p99 of the seconds with the old one"
        ),
        new(
            "saved-later",
            WorkersInRun.Cured,
            "designs/cured.js",
            "await channel.storage.put(\"ad_state\", ad);",
            "scheduler.wait(3000).then(() => channel.storage.put(\"ad_state\", ad));",
            new KilledRuntime(kills: 1, cues: 30).CheckAsync,
            "objects that show an older cue than was acknowledged"
        ),
        new(
            "in-memory-only",
            WorkersInRun.Cured,
            "designs/cured.js",
            "await channel.storage.put(\"ad_state\", ad);",
            "",
            Eviction.CheckAsync,
            "cured: the break is shown by the next instance"
        ),
        new(
            "colo-in-the-name",
            WorkersInRun.Cured,
            "designs/cured.js",
            "idFromName(`${org}:${channel}`)",
            "idFromName(`${org}:${channel}:${colo}`)",
            Location.CueAsync,
            "cured: colos whose viewers see a cue"
        ),
        new(
            "ended-elsewhere",
            WorkersInRun.Cured,
            "designs/cured.js",
            "idFromName(`${org}:${channel}`)",
            "idFromName(`${org}:${channel}:${colo}`)",
            Location.StopElsewhereAsync,
            "cured: colos that still see a break"
        ),
        new(
            "not-linearizable",
            WorkersInRun.Cured,
            "designs/cured.js",
            "idFromName(`${org}:${channel}`)",
            "idFromName(`${org}:${channel}:${colo}`)",
            AdHistory.CheckAsync,
            "cured: the history of"
        ),
        new(
            "told-too-late",
            WorkersInRun.Cured,
            "admin-worker.js",
            "await design.afterUpdate(env, colo, changed);",
            "scheduler.wait(500).then(() => design.afterUpdate(env, colo, changed));",
            ConfigAges.CheckAsync,
            "cured, SJC: age of what was seen"
        ),
        new(
            "ten-times-the-threshold",
            WorkersInRun.Cured,
            "monitoring.js",
            "const several = 3;",
            "const several = 30;",
            Churn.CrashLoopAsync,
            "cured: alarms of a watched channel"
        ),
        new(
            "every-instance-is-lost",
            WorkersInRun.Cured,
            "designs/cured.js",
            "import { lostAtWork } from",
            "import { everyInstance as lostAtWork } from",
            Churn.IdleAsync,
            "cured: alarms of a healthy channel"
        ),
        new(
            "each-reads-for-itself",
            WorkersInRun.Cured,
            "channel.js",
            "(await (this.#loading ??= this.#load().finally(() => (this.#loading = undefined))))",
            "(await this.#load())",
            Stampede.ColdAsync,
            "cured: reads of D1 for 50 viewers"
        ),
        new(
            "admin-without-a-check",
            WorkersInRun.Cured,
            "admin-worker.js",
            "const org = organizationOf(request, env);",
            "const org = \"demo\";",
            Refusals.CheckAsync,
            "cured, no token: status"
        ),
    ];
}
