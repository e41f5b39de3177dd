using Verify.Fixtures.Workerd.Given;

namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>What is promised of a worker of the user's, by the keys file or by what a state is.</summary>
internal static class OwnOutcomes
{
    public const string OneState = "own-one-state";
    public const string Seen = "own-seen";
    public const string Durable = "own-durable";

    public static IReadOnlyList<ExpectedOutcome> Of(OwnTrial trial) =>
        [
            new(Seen, "An update is seen at every colo", Seconds(trial.SeenWithin)),
            new(OneState, "A write through one colo is seen at all", "all colos"),
            new(Durable, "A write that was acknowledged is there after a kill", "none lost"),
        ];

    public static IReadOnlyList<string> Limits(OwnTrial trial) =>
        [
            "Cloudflare's own network: colos, and KV's edge, are a model by the documentation",
            "where objects live, and how long the platform lets an instance live",
            "a fill of KV in flight during a change (3.3): which of the worker's writes is a fill is not known",
            "the end of an object's instance by itself (5.2): which object has the state is not known; a kill ends it too",
            "KV's limit of one write a second to a key; values in KV that are no text",
            "environments of a wrangler file, and secrets: only its top level is read",
            "timers, dates and the Cache API of the worker: they go by the clock, whatever --speed is",
            .. trial.Worker.Objects.Values.Where(one => !one.Sqlite).Select(OlderStorage),
        ];

    private static string OlderStorage(GivenObject one) =>
        $"the 128 KiB that a value of {one.ClassName} may have (Durable Objects, Limits: key-value storage): workerd on a machine takes more";

    private static string Seconds(double? within) =>
        within is { } seconds ? $"within {seconds} s" : "in the end";
}
