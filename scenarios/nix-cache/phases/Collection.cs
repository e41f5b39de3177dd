using NUnit.Framework;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Steps 7.1 and 7.2: garbage is collected at the server, and clients go on trusting what they were told.</summary>
internal static class Collection
{
    public const string AgeCommand = "nix-build packages.nix -A noise";
    public const string LiveCommand = "nix-store --gc; nix-store --check-validity PATH";

    /// <summary>A day of the designs: their times are whole days, and nix counts whole seconds.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromSeconds(1);

    /// <summary>A client asks for a path, the server deletes it when it is old enough, and the client wants it.</summary>
    public static async Task AgesAsync(CacheInRun cache, Step step)
    {
        await Task.WhenAll(CacheInRun.Designs.Select(design => AgeAsync(cache, design, step)));
    }

    private static async Task AgeAsync(CacheInRun cache, string design, Step step)
    {
        var tag = $"aged-{design}";
        var settings = cache.Settings(design);
        var (trusted, kept) = (
            settings.PositiveTtlInForce,
            cache.Design(design).Rules.CollectAfter.For(CacheInRun.Hardware)
        );
        using var client = await cache.ClientAsync(
            settings with
            {
                PositiveTtl = Scaled(trusted),
                NegativeTtl = TimeSpan.Zero,
            },
            step.Ct
        );
        var path = await cache.PublishNewAsync(Packages.Noise, tag, step.Ct);
        await client.Nix.MustAsync(
            ["nix", "path-info", "--store", cache.Served(design).Url, path],
            step.Ct
        );
        await Task.Delay(Scaled(kept), step.Ct);
        File.Delete(cache.Cache.NarOf(path));
        File.Delete(cache.Cache.NarinfoOf(path));
        cache.Served(design).Answered();
        var got = await client.BuildAsync(Packages.Noise, tag, step.Ct);
        var gone = cache
            .Served(design)
            .Answered()
            .Count(one => one is { IsNarinfo: false, Status: 404 });
        step.Saw(
            $"{design}: trusted for {trusted.TotalDays:0.#} days, deleted after {kept.TotalDays:0.#}: {got.Outcome}"
        );
        if (design == CacheInRun.Cured)
            step.Expect(
                $"{design}: contents that a client asked for though they were gone",
                gone,
                Is.Zero,
                "what it was told is forgotten before it is deleted",
                CacheOutcomes.Collected
            );
        else if (gone > 0)
            step.Find(
                $"{design}: the client asks for a content that was deleted: {got.Outcome}",
                $"it trusts a narinfo for {trusted.TotalDays:0} days, and the server deletes after {kept.TotalDays:0}",
                "narinfo-cache-positive-ttl below the age at which garbage is collected",
                FindingKind.Plan
            );
    }

    private static TimeSpan Scaled(TimeSpan time) => time.TotalDays * Day;

    public static async Task LiveAsync(CacheInRun cache, Step step)
    {
        var live = await cache.Store.BuildAsync(Packages.Pair, "live", step.Ct);
        var needed = await cache.Store.BuildAsync(Packages.One, "live", step.Ct);
        await cache.Store.Nix.MustAsync(
            ["nix-store", "--realise", live, "--add-root", cache.In("server/live")],
            step.Ct
        );
        var dead = await cache.Store.BuildAsync(Packages.One, "dead", step.Ct);
        await cache.PublishNewAsync(Packages.One, "dead", step.Ct);
        await cache.Store.Nix.MustAsync(["nix-store", "--gc"], step.Ct);
        foreach (
            var (path, name, isThere) in new[]
            {
                (live, "a live path", true),
                (needed, "what it refers to", true),
                (dead, "a dead path", false),
            }
        )
            step.Expect(
                $"after nix-store --gc: {name} is in the server's store",
                (
                    await cache.Store.Nix.RunAsync(["nix-store", "--check-validity", path], step.Ct)
                ).ExitCode == 0,
                Is.EqualTo(isThere)
            );
        using var client = await cache.ClientAsync(cache.Settings(CacheInRun.Cured), step.Ct);
        step.Expect(
            "what was published before the collection is still in the cache",
            (await client.FetchAsync(dead, step.Ct)).Outcome,
            Does.StartWith("exit 0"),
            "the cache is a copy: nix collects the store alone",
            CacheOutcomes.Collected
        );
    }
}
