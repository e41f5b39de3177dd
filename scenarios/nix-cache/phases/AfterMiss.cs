using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 4.2: a client asks too early, and again once the path is published.</summary>
internal static class AfterMiss
{
    public const string Command =
        "nix-store --realise PATH; nix copy --to CACHE PATH; nix-store --realise PATH";

    // A client looks again at once, and this long after its time: for a machine that is busy.
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(0.5);

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var seen = await Task.WhenAll(
            CacheInRun.Designs.Select(design => AskAsync(cache, design, step))
        );
        foreach (var (design, took) in CacheInRun.Designs.Zip(seen))
        {
            var negative = cache.Settings(design).NegativeTtlInForce;
            if (took is { } found)
                step.Measure(
                    new(
                        "found after a miss, once published",
                        found.TotalSeconds,
                        "s",
                        Source: $"{design}: nix-store --realise again and again"
                    )
                    {
                        Id = CacheFigures.AfterMiss,
                        Subject = design,
                    }
                );
            if (design == CacheInRun.Cured)
                step.Expect(
                    $"{design}: seconds until what was published is found",
                    took?.TotalSeconds ?? double.PositiveInfinity,
                    Is.LessThanOrEqualTo((Longest(cache) + Room).TotalSeconds),
                    "narinfo-cache-negative-ttl of 5 s, and a try every half second",
                    CacheOutcomes.Fresh
                );
            else if (took is null)
                step.Find(
                    $"{design}: what is published after a miss is not found after {(Longest(cache) + Room).TotalSeconds:0} s",
                    $"a client keeps the miss for {negative.TotalHours:0.#} h",
                    "narinfo-cache-negative-ttl = 5",
                    FindingKind.Plan
                );
        }
    }

    // As long as the design says that is included: whatever a client under test keeps.
    private static TimeSpan Longest(CacheInRun _) =>
        Origin
            .NixCache.Designs.CuredCache.Design.Client(CacheInRun.Hardware, TwoHosts.Place, [], [])
            .NegativeTtlInForce;

    private static async Task<TimeSpan?> AskAsync(CacheInRun cache, string design, Step step)
    {
        using var client = await cache.ClientAsync(cache.Settings(design), step.Ct);
        var path = await cache.Store.BuildAsync(Packages.One, $"late-{design}", step.Ct);
        var early = await client.FetchAsync(path, step.Ct);
        step.Expect($"{design}: before it is published", early.Succeeded, Is.False, early.Outcome);
        await cache.Store.PublishAsync(path, cache.Cache, step.Ct);
        for (
            var began = Instant.Now;
            Instant.Now - began <= Longest(cache) + Room;
            await Task.Delay(BetweenTries, step.Ct)
        )
            if ((await client.FetchAsync(path, step.Ct)).Succeeded)
                return Instant.Now - began;
        return null;
    }
}
