using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>The keys of a swarm profile, each with its type, its range and its meaning.</summary>
public static class SwarmKeys
{
    // Twenty times the largest profile: past it one host measures itself.
    private const int MostViewers = 10_000;

    // Longer than any viewer waits, or any run lasts.
    private const int MostSeconds = 3600;

    public static readonly KeyTable Table = new(
        "the swarm profile",
        [
            Number("clients", 1, MostViewers, "viewers"),
            Number("rampRate", 1, MostViewers, "viewers that arrive in a second"),
            Number("rampJitter", 0, 60_000, "milliseconds an arrival may move"),
            new Key("variant", KeyKind.Choice, "variant streams that a viewer plays")
            {
                Allowed = ["first", "all", "highest", "adaptive"],
            },
            new Key("reconnect", KeyKind.Flag, "come back after a lost connection"),
            Number("reconnectDelayMax", 0, MostSeconds, "seconds to the last reconnection"),
            Number("segMaxRetry", 0, 100, "retries of one segment"),
            Number("timeout", 1, MostSeconds, "seconds until a request is given up"),
        ]
    );

    private static Key Number(string name, long min, long max, string meaning) =>
        new(name, KeyKind.Number, meaning) { Min = min, Max = max };
}
