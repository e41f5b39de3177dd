namespace Verify.Scenarios.ConfigConsistency;

/// <summary>What the cured design promises.</summary>
internal static class ConfigOutcomes
{
    public const string OneState = "one-state";
    public const string Fresh = "fresh";
    public const string Stampede = "stampede";
    public const string Durable = "durable";
    public const string Alarms = "alarms";
    public const string Rollback = "rollback";

    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [
        new(OneState, "A cue is seen at every colo, whichever it was sent through", "all colos"),
        new(
            Fresh,
            "A change that was acknowledged is seen at every colo",
            "by every request sent after it"
        ),
        new(Stampede, "A cold channel that many ask for at once is read once", "1 read of D1"),
        new(Durable, "A cue that was acknowledged is there after a kill", "none lost"),
        new(Alarms, "A healthy channel raises no alarm", "0 alarms"),
        new(Rollback, "The design before the change is as it was", "the same playlist"),
    ];

    public static IReadOnlyList<string> Limits { get; } =
    [
        "Cloudflare's own network: colos, and KV's edge, are a model by the documentation",
        "where objects live, and how long the platform lets an instance live",
        "KV's limit of one write a second to a key",
        "writes with allowUnconfirmed: a kill of workerd on one machine loses none of them, so 5.1 cannot tell them from others",
    ];
}
