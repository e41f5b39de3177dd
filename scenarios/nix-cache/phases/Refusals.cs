using NUnit.Framework;
using Verify.Origin.NixCache.Nginx;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 4.4: nothing that is not signed, whole and complete becomes a path of the client's store.</summary>
internal static class Refusals
{
    public const string Command = "nix-store --realise PATH; nix-store --check-validity PATH";
    private const int Port = 5020;

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var path = await cache.Store.BuildAsync(Packages.Pair, "refused", step.Ct);
        var needed = await cache.Store.BuildAsync(Packages.One, "refused", step.Ct);
        // Uncompressed: what is altered is the content, and not a compressor's frame.
        var folders = new List<(string Name, CacheFolder Cache, bool IsTaken)>();
        var whole = await PublishAsync(cache, path, "whole", cache.SecretKey, step.Ct);
        folders.Add((PlantedFault.None.Name, whole, true));
        foreach (var fault in PlantedFault.All)
        {
            var planted = whole.CopyTo(cache.In($"planted/{folders.Count}"));
            fault.Plant(planted, path, needed);
            folders.Add((fault.Name, planted, false));
        }
        foreach (
            var (name, keyName) in new[]
            {
                ("signed with another key of the same name", CacheInRun.KeyName),
                ("signed with a key of another name", "cache.other-1"),
            }
        )
        {
            var key = cache.In($"keys/{folders.Count}.sec");
            await cache.Store.MakeKeyAsync(keyName, key, step.Ct);
            folders.Add(
                (name, await PublishAsync(cache, path, $"{folders.Count}", key, step.Ct), false)
            );
        }
        folders.Add(
            (
                "not signed",
                await PublishAsync(cache, path, $"{folders.Count}", null, step.Ct),
                false
            )
        );
        await using var server = await ServedCache.StartAsync(
            cache.Design(CacheInRun.AsDesigned),
            cache.Hosts,
            new(TwoHosts.Place.ServerAddress, Port, cache.In("planted"), cache.In("nginx-planted")),
            whole,
            step.Ct
        );
        foreach (var design in CacheInRun.Designs)
        foreach (var (name, folder, isTaken) in folders)
        {
            var url = $"{server.Url}/{Path.GetFileName(folder.Folder)}";
            using var client = await cache.ClientAsync(
                cache.Settings(design) with
                {
                    Substituters = [url],
                },
                step.Ct
            );
            var got = await client.FetchAsync(path, step.Ct);
            step.Expect(
                $"{design}, {name}: the path is whole at the client",
                await client.HasAsync(path, step.Ct),
                Is.EqualTo(isTaken),
                got.Outcome,
                design == CacheInRun.Cured ? CacheOutcomes.Trust : null
            );
            step.Expect(
                $"{design}, {name}: nix says so",
                got.Succeeded,
                Is.EqualTo(isTaken),
                got.Outcome
            );
        }
    }

    private static async Task<CacheFolder> PublishAsync(
        CacheInRun cache,
        string path,
        string name,
        string? key,
        CancellationToken ct
    )
    {
        var folder = new CacheFolder(cache.In($"planted/{name}"), key, "none");
        await cache.Store.PublishAsync(path, folder, ct);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Folder, CacheInfo.FileName),
            new CacheInfo(cache.Store.Nix.Store).Text,
            ct
        );
        return folder;
    }
}
