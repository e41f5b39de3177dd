namespace Verify.Scenarios.NixCache;

/// <summary>What the cured cache promises.</summary>
internal static class CacheOutcomes
{
    public const string OnCable = "cable-only";
    public const string Key = "key";
    public const string Trust = "trust";
    public const string Fresh = "fresh";
    public const string Delivered = "delivered";
    public const string Compressed = "compressed";
    public const string Saved = "saved";
    public const string Faults = "faults";
    public const string Collected = "collected";
    public const string Alarms = "alarms";
    public const string Rollback = "rollback";

    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [
        new(
            OnCable,
            "The cache is reached over the direct cable and no other way",
            "refused elsewhere"
        ),
        new(Key, "The secret key is its owner's alone", "mode 600, and in no log"),
        new(
            Trust,
            "Nothing that is not signed, whole and complete gets into a client's store",
            "refused"
        ),
        new(Fresh, "What is published after a miss is found", "within narinfo-cache-negative-ttl"),
        new(Delivered, "The cache delivers what the cable carries", "at least 900 Mbit/s"),
        new(Compressed, "Text passes compressed", "at most 0.4 of the line's time"),
        new(Saved, "Fetching saves time against building", "more than 20 %"),
        new(Faults, "A client goes on when the cache fails", "finished within the stated time"),
        new(Collected, "Nothing that a client trusts is gone", "no failed build"),
        new(Alarms, "Each alarm sounds for its fault, and for nothing else", "one alarm a fault"),
        new(Rollback, "Both ends are as they were", "no address, no process, no folder"),
    ];

    public static IReadOnlyList<string> Limits { get; } =
    [
        "cables, network cards and switches: the cable is a bridge, shaped to a gigabit",
        "NixOS itself: modules are evaluated, and never switched to",
        "how a disk of the server behaves when it is cold: pages are in memory",
        "weeks of use: growth, hit rate and uptime of a real user",
    ];
}
