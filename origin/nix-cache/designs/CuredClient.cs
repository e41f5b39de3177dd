using Verify.Origin.NixCache.Client;

namespace Verify.Origin.NixCache.Designs;

/// <summary>The client's settings with the plan's faults cured.</summary>
internal static class CuredClient
{
    // Room for one lost SYN, which is sent again after a second.
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(3);

    // Longer than a disk takes to spin up.
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Negative = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPositive = TimeSpan.FromDays(1);
    private const int Attempts = 2;

    private static readonly Dictionary<string, string> Why = new()
    {
        ["substituters"] =
            "Ours is asked first because its Priority is 30 and that of cache.nixos.org is 40.",
        ["connect-timeout"] = "Without it every command waits for minutes while the server is off.",
        ["fallback"] =
            "A cache that fails is left alone for a minute, and nix goes on with the next one, or builds.",
        ["stalled-download-timeout"] =
            "A cable delivers at once or not at all; a disk that has to spin up takes less.",
        ["download-attempts"] = "Each further attempt waits for connect-timeout once more.",
        ["narinfo-cache-positive-ttl"] =
            "Shorter than the age at which the server deletes: nothing that a client trusts is gone. Asking again takes under 1 ms.",
        ["narinfo-cache-negative-ttl"] =
            "What is published a moment after a client asked is found by its next command, not an hour later.",
    };

    /// <param name="collectAfter">The age at which the server deletes what nobody uses.</param>
    public static ClientSettings Of(
        TimeSpan collectAfter,
        IReadOnlyList<string> substituters,
        IReadOnlyList<string> publicKeys
    ) =>
        new()
        {
            Substituters = substituters,
            TrustedPublicKeys = publicKeys,
            ConnectTimeout = Connect,
            Fallback = true,
            StalledDownloadTimeout = Stalled,
            DownloadAttempts = Attempts,
            PositiveTtl = collectAfter / 2 < LongestPositive ? collectAfter / 2 : LongestPositive,
            NegativeTtl = Negative,
            Reasons = Why,
        };
}
