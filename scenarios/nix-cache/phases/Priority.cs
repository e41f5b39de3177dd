using NUnit.Framework;
using Verify.Origin.NixCache.Nginx;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 4.3: of two caches that have a path, the one with the lower priority number is asked.</summary>
internal static class Priority
{
    public const string Command = "nix-store --realise PATH";
    private const int Port = 5010;

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var path = await cache.PublishNewAsync(Packages.One, "priority", step.Ct);
        var ours = new CacheInfo().Priority;
        foreach (var (priority, port) in new[] { (ours - 10, Port), (ours + 10, Port + 1) })
        {
            var other = cache.Cache.CopyTo(cache.In($"other-{priority}"));
            await File.WriteAllTextAsync(
                Path.Combine(other.Folder, CacheInfo.FileName),
                new CacheInfo(cache.Store.Nix.Store, priority).Text,
                step.Ct
            );
            await using var second = await ServedCache.StartAsync(
                cache.Design(CacheInRun.Cured),
                cache.Hosts,
                new(
                    TwoHosts.Place.ServerAddress,
                    port,
                    other.Folder,
                    cache.In($"nginx-{priority}")
                ),
                other,
                step.Ct
            );
            using var client = await cache.ClientAsync(
                cache.Settings(CacheInRun.Cured, second.Url),
                step.Ct
            );
            var got = await client.FetchAsync(path, step.Ct);
            var (lower, higher) =
                priority < ours
                    ? (second.Url, cache.Served(CacheInRun.Cured).Url)
                    : (cache.Served(CacheInRun.Cured).Url, second.Url);
            step.Expect(
                $"ours has priority {ours}, the other {priority}: copied from the lower one",
                got.CopiedFrom(lower),
                Is.True,
                got.Outcome
            );
            step.Expect(
                $"ours has priority {ours}, the other {priority}: copied from the higher one",
                got.CopiedFrom(higher),
                Is.False
            );
        }
    }
}
