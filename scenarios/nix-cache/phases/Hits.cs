using NUnit.Framework;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 4.1: a client gets what is published from the cache, and builds what is not; the server's log counts both.</summary>
internal static class Hits
{
    public const string Command = "nix-store --realise PATH; nix-build packages.nix -A pair";

    // Of the package: one that refers to another.
    private const int Paths = 2;

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        foreach (var design in CacheInRun.Designs)
        {
            var served = cache.Served(design);
            var held = true;
            var path = await cache.PublishNewAsync(Packages.Pair, $"hit-{design}", step.Ct);
            using (var client = await cache.ClientAsync(cache.Settings(design), step.Ct))
            {
                served.Answered();
                var hit = await client.FetchAsync(path, step.Ct);
                held &= step.Expect(
                    $"{design}, published: nix-store --realise",
                    hit.Outcome,
                    Does.StartWith("exit 0")
                );
                held &= step.Expect(
                    $"{design}, published: the path is whole at the client",
                    await client.HasAsync(path, step.Ct),
                    Is.True
                );
                var log = await served.AnsweredAsync(
                    all =>
                        all.Count(one =>
                            !one.IsNarinfo && one.Path.StartsWith("/nar/", StringComparison.Ordinal)
                        ) >= Paths,
                    step.Ct
                );
                held &= step.Expect(
                    $"{design}, published: narinfos that the server had",
                    log.Count(one => one is { IsNarinfo: true, Status: 200 }),
                    Is.EqualTo(Paths),
                    "one a path"
                );
                held &= step.Expect(
                    $"{design}, published: contents that it sent whole",
                    log.Count(one =>
                        one is { IsNarinfo: false, Status: 200, IsComplete: true }
                        && one.Path.StartsWith("/nar/", StringComparison.Ordinal)
                    ),
                    Is.EqualTo(Paths),
                    "each is fetched once"
                );
            }
            using (var client = await cache.ClientAsync(cache.Settings(design), step.Ct))
            {
                var miss = await client.BuildAsync(Packages.One, $"miss-{design}", step.Ct);
                held &= step.Expect(
                    $"{design}, not published: nix-build builds it",
                    (miss.Succeeded, miss.Built),
                    Is.EqualTo((true, true)),
                    miss.Outcome
                );
                var log = await served.AnsweredAsync(
                    all => all.Any(one => one is { IsNarinfo: true, Status: 404 }),
                    step.Ct
                );
                held &= step.Expect(
                    $"{design}, not published: narinfos that the server did not have",
                    log.Count(one => one is { IsNarinfo: true, Status: 404 }),
                    Is.EqualTo(1),
                    "it is asked once"
                );
            }
            cache.Plan.Judge(KpiPromises.Hits, held, "both counted", "at the server's log");
        }
    }
}
