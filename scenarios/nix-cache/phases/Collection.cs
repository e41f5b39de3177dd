using NUnit.Framework;
using Verify.Origin.NixCache.Collection;
using Verify.Origin.NixCache.Designs;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Steps 7.1 and 7.2: garbage is collected at the server, and clients go on trusting what they were told.</summary>
internal static class Collection
{
    public const string AgeCommand = "nix-build packages.nix -A noise";
    public const string LiveCommand = "nix-store --gc; nix-store --check-validity PATH";

    // A day of the designs. nix counts whole seconds.
    private static readonly TimeSpan Day = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LeastTrust = TimeSpan.FromSeconds(1);

    /// <summary>A client asks for a path, the server deletes it when it is old enough, and the client wants it.</summary>
    public static Task AgesAsync(CacheInRun cache, Step step) =>
        Task.WhenAll(CacheInRun.Designs.Select(design => AgeAsync(cache, design, step)));

    private static async Task AgeAsync(CacheInRun cache, string design, Step step)
    {
        var tag = $"aged-{design}";
        var path = await cache.PublishNewAsync(Packages.Noise, tag, step.Ct);
        var settings = cache.Settings(design);
        // In real time: a second of trust is over before a busy machine has collected.
        using var soon = await TrustingAsync(cache, design, path, time => time, step.Ct);
        using var late = await TrustingAsync(cache, design, path, Scaled, step.Ct);
        if (design == CacheInRun.Cured)
        {
            await cache.Store.Nix.MustAsync(["nix-store", "--delete", path], step.Ct);
            await CollectAsync(cache, step.Ct);
            step.Expect(
                $"{design}: its narinfo is gone",
                File.Exists(cache.Cache.NarinfoOf(path)),
                Is.False
            );
            var got = await soon.FetchAsync(path, step.Ct);
            step.Expect(
                $"{design}: a client that was told of it just now gets it",
                got.Outcome,
                Does.StartWith("exit 0"),
                "its content goes later than its narinfo",
                CacheOutcomes.Collected
            );
            await Task.Delay(Trust + LeastTrust, step.Ct);
            await CollectAsync(cache, step.Ct);
        }
        else
        {
            await Task.Delay(
                cache.Design(design).Rules.CollectAfter.For(CacheInRun.Hardware).TotalDays * Day,
                step.Ct
            );
            File.Delete(cache.Cache.NarOf(path));
            File.Delete(cache.Cache.NarinfoOf(path));
        }
        cache.Served(design).Answered();
        var later = await late.BuildAsync(Packages.Noise, tag, step.Ct);
        var log = await cache.Served(design).AnsweredAsync(all => all.Count > 0, step.Ct);
        var gone = log.Count(one => one is { IsNarinfo: false, Status: 404 });
        step.Saw(
            $"{design}: trusted for {settings.PositiveTtlInForce.TotalDays:0.#} days: {later.Outcome}"
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
                $"{design}: the client asks for a content that was deleted: {later.Outcome}",
                $"it trusts a narinfo for {settings.PositiveTtlInForce.TotalDays:0} days, and the server deletes after {cache.Design(design).Rules.CollectAfter.For(CacheInRun.Hardware).TotalDays:0}",
                "narinfo-cache-positive-ttl below the age at which garbage is collected",
                FindingKind.Plan
            );
    }

    // A client that has just been told of a path.
    private static async Task<CacheClient> TrustingAsync(
        CacheInRun cache,
        string design,
        string path,
        Func<TimeSpan, TimeSpan> scale,
        CancellationToken ct
    )
    {
        var settings = cache.Settings(design);
        var client = await cache.ClientAsync(
            settings with
            {
                PositiveTtl = scale(settings.PositiveTtlInForce),
                NegativeTtl = TimeSpan.Zero,
            },
            ct
        );
        await client.Nix.MustAsync(
            ["nix", "path-info", "--store", cache.Served(design).Url, path],
            ct
        );
        return client;
    }

    // The design's own script, with its times.
    private static async Task CollectAsync(CacheInRun cache, CancellationToken ct)
    {
        var script = cache.In("collect.sh");
        await File.WriteAllTextAsync(script, CollectScript.Text(cache.Cache.Folder, Trust), ct);
        await cache.Store.Nix.MustAsync(["sh", script], ct);
    }

    private static TimeSpan Trust =>
        Scaled(
            CuredCache
                .Design.Client(CacheInRun.Hardware, CacheInRun.PlaceOf(CacheInRun.Cured), [], [])
                .PositiveTtlInForce
        );

    private static TimeSpan Scaled(TimeSpan time) =>
        time.TotalDays * Day is var scaled && scaled > LeastTrust ? scaled : LeastTrust;

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
