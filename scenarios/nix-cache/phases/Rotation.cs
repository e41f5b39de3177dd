using NUnit.Framework;
using Verify.Origin.NixCache.Keys;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Steps 7.5 and 7.6: the key is changed, and lost and restored.</summary>
internal static class Rotation
{
    public const string Command =
        "nix copy --to 'CACHE?secret-key=NEW' PATH; nix-store --realise OLD NEW";
    public const string RestoreCommand =
        "tar -cpf backup.tar keys nginx-cured/nginx.conf; tar -xpf backup.tar";

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var before = await cache.PublishNewAsync(Packages.One, "before-rotation", step.Ct);
        var file = cache.In("keys/cache-2.sec");
        var next = await cache.Store.MakeKeyAsync("cache.direct-2", file, step.Ct);
        var after = await cache.Store.BuildAsync(Packages.One, "after-rotation", step.Ct);
        await cache.Store.PublishAsync(after, cache.Cache with { SecretKey = file }, step.Ct);
        foreach (
            var (keys, name, old, newer) in new[]
            {
                ((string[])[cache.PublicKey, next], "both keys", true, true),
                ([cache.PublicKey], "control: the old key alone", true, false),
                ([next], "control: the new key alone", false, true),
            }
        )
        {
            using var client = await cache.ClientAsync(
                cache.Settings(CacheInRun.Cured) with
                {
                    TrustedPublicKeys = keys,
                },
                step.Ct
            );
            foreach (
                var (path, what, isTaken) in new[]
                {
                    (before, "before", old),
                    (after, "after", newer),
                }
            )
            {
                var got = await client.FetchAsync(path, step.Ct);
                step.Expect(
                    $"a client that trusts {name}: a path published {what} the rotation",
                    got.Succeeded,
                    Is.EqualTo(isTaken),
                    got.Outcome
                );
            }
        }
        step.Find(
            "a client has to be given the new key before the first path is signed with it",
            "until then it refuses what is new, and builds it",
            "trusted-public-keys = OLD NEW on every client, then the new secret key on the server"
        );
    }

    public static async Task RestoreAsync(CacheInRun cache, Step step)
    {
        var nix = cache.Store.Nix;
        var (backup, conf) = (cache.In("backup.tar"), "nginx-cured/nginx.conf");
        var kept = await File.ReadAllBytesAsync(cache.In(conf), step.Ct);
        await nix.MustAsync(["tar", "-C", cache.Folder, "-cpf", backup, "keys", conf], step.Ct);
        Directory.Delete(cache.In("keys"), recursive: true);
        File.Delete(cache.In(conf));
        var path = await cache.Store.BuildAsync(Packages.One, "restored", step.Ct);
        var without = await nix.RunAsync(
            ["nix", "copy", "--to", cache.Cache.Destination, path],
            step.Ct
        );
        step.Expect(
            "control: publishing without the key",
            without.ExitCode,
            Is.Not.Zero,
            without.Said
        );
        await nix.MustAsync(["tar", "-C", cache.Folder, "-xpf", backup], step.Ct);
        step.Expect(
            "mode of the restored key",
            Convert.ToString((int)File.GetUnixFileMode(cache.SecretKey), 8),
            Is.EqualTo("600")
        );
        step.Expect(
            "its public key",
            SecretKeyFile.PublicKey("the key", cache.SecretKey),
            Is.EqualTo(cache.PublicKey)
        );
        step.Expect(
            "the restored configuration is what it was",
            (await File.ReadAllBytesAsync(cache.In(conf), step.Ct)).SequenceEqual(kept),
            Is.True
        );
        await cache.Store.PublishAsync(path, cache.Cache, step.Ct);
        using var client = await cache.ClientAsync(cache.Settings(CacheInRun.Cured), step.Ct);
        step.Expect(
            "a client takes what is published with it",
            (await client.FetchAsync(path, step.Ct)).Outcome,
            Does.StartWith("exit 0")
        );
        File.Delete(backup);
    }
}
