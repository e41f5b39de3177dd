using System.Globalization;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>One line of the budget: for how long something may be out of date, by the configuration.</summary>
/// <param name="Design">Whose configuration it is.</param>
/// <param name="What">What is asked for, and by whom.</param>
/// <param name="Reason">What the lifetimes are, and why they add up, or do not.</param>
/// <param name="Most">Longer than this is never possible.</param>
/// <param name="Reached">So long has to be reached where it is looked for: otherwise the prediction is idle.</param>
internal sealed record StalenessBudget(
    string Design,
    string What,
    string Reason,
    TimeSpan Most,
    TimeSpan Reached
)
{
    public const string Status = "status, from any process";
    public const string AtEdge = "playlist, at the edge";
    public const string AtClient = "playlist, in a client's own cache";
    public const string AfterPause = "playlist, at the edge, first after a pause";

    /// <summary>Nobody asked for it for so long: longer than the edge keeps it, by its whole seconds too.</summary>
    public static TimeSpan Pause(TimeSpan kept) => kept + TimeSpan.FromSeconds(2);

    // nginx compares whole seconds: what is kept for N s is answered from the cache for up to N + 1 s.
    private static readonly TimeSpan WholeSeconds = TimeSpan.FromSeconds(1);

    // Until the answer of a request is in the cache, until the next change and the next look: a tenth of a second each on an
    // idle machine.
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.7);

    // Changes come every 0.1 s, and each looks as often; how a client's times fall into the edge's is met within a quarter of one.
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(0.3);

    /// <param name="kept">A playlist's time at the edges, and in a client's cache.</param>
    public static IReadOnlyList<StalenessBudget> For(TimeSpan kept) =>
        [
            new(
                PlatformInRun.AsDesigned,
                Status,
                $"application 0 + Redis {Text(HiddenChange.Ttl)} (a reader in between) + client 0 (no-store)",
                HiddenChange.Ttl + Refresh,
                HiddenChange.Ttl - Grain
            ),
            new(
                PlatformInRun.Cured,
                Status,
                "application 0 + Redis 0 (told before it is acknowledged) + client 0 (no-store)",
                Refresh,
                TimeSpan.Zero
            ),
            new(
                PlatformInRun.AsDesigned,
                AtEdge,
                $"proxy_cache_valid {Text(kept)} + whole seconds 1 s",
                kept + WholeSeconds + Refresh,
                kept - Grain
            ),
            new(
                PlatformInRun.Cured,
                AtEdge,
                $"proxy_cache_valid {Text(kept)} + whole seconds 1 s",
                kept + WholeSeconds + Refresh,
                kept - Grain
            ),
            new(
                PlatformInRun.AsDesigned,
                AtClient,
                $"proxy_cache_valid {Text(kept)} + whole seconds 1 s + max-age {Text(kept)}, counted from nothing: no Age, and a Date of its own",
                kept + WholeSeconds + kept + Refresh,
                kept + kept - (kept / 4) - Grain
            ),
            new(
                PlatformInRun.Cured,
                AtClient,
                $"the longer of proxy_cache_valid {Text(kept)} + whole seconds 1 s and max-age {Text(kept)}: by the storage's Date a client knows how old it is",
                kept + WholeSeconds + Refresh,
                kept - Grain
            ),
            new(
                PlatformInRun.AsDesigned,
                AfterPause,
                "what has expired is fetched first",
                Refresh,
                TimeSpan.Zero
            ),
            new(
                PlatformInRun.Cured,
                AfterPause,
                "what has expired is fetched first, by one viewer: nothing is refreshed in the background",
                Refresh,
                TimeSpan.Zero
            ),
        ];

    private static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
