using Verify.Engine.Programs;
using Verify.Origin.NixCache.Collection;
using Verify.Tests.Ground;
using Verify.Tests.Nix;
using Verify.Tests.NixCache.Keys;

namespace Verify.Tests.NixCache.Collection;

/// <summary>A cache that the real nix has filled, collected.</summary>
[Parallelizable]
public sealed class CollectScriptTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private static readonly TimeSpan Trusted = TimeSpan.FromDays(1);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_nar_stays_as_long_as_a_client_may_believe_its_narinfo(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        var cache = nix.File("cache");
        var kept = await SomePath.BuildAsync(nix, "kept", ct);
        var gone = await SomePath.BuildAsync(nix, "gone", ct);
        await CopyAsync(nix, cache, kept, ct);
        await CopyAsync(nix, cache, gone, ct);
        Assert.That(Files(cache, "*.narinfo"), Has.Length.EqualTo(2));
        Assert.That(Files($"{cache}/nar", "*"), Has.Length.EqualTo(2));

        await CollectAsync(cache, Trusted, ct);
        Assert.That(Files(cache, "*.narinfo"), Has.Length.EqualTo(2), "all is in the store");

        await nix.Store.MustAsync(nix.Folder, ["nix-store", "--delete", gone], ct);
        await CollectAsync(cache, Trusted, ct);
        Assert.That(Files(cache, "*.narinfo"), Has.Length.EqualTo(1));
        Assert.That(Files($"{cache}/nar", "*"), Has.Length.EqualTo(2));

        // A day later.
        var aside = Files($"{cache}/{CollectScript.Aside}", "*.narinfo").Single();
        File.SetLastWriteTimeUtc(aside, DateTime.UtcNow - Trusted - TimeSpan.FromMinutes(1));
        await CollectAsync(cache, Trusted, ct);
        Assert.That(Files($"{cache}/nar", "*"), Has.Length.EqualTo(1));
        Assert.That(Files($"{cache}/{CollectScript.Aside}", "*"), Is.Empty);
        await MustHaveAsync(nix, cache, kept, ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_path_that_came_back_keeps_its_nar(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        var cache = nix.File("cache");
        var path = await SomePath.BuildAsync(nix, "back", ct);
        await CopyAsync(nix, cache, path, ct);
        await nix.Store.MustAsync(nix.Folder, ["nix-store", "--delete", path], ct);
        await CollectAsync(cache, Trusted, ct);
        Assert.That(Files(cache, "*.narinfo"), Is.Empty);

        await SomePath.BuildAsync(nix, "back", ct);
        await CopyAsync(nix, cache, path, ct);
        await CollectAsync(cache, TimeSpan.Zero, ct);

        Assert.That(Files(cache, "*.narinfo"), Has.Length.EqualTo(1));
        await MustHaveAsync(nix, cache, path, ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_narinfo_cannot_name_a_file_outside_the_cache(CancellationToken ct)
    {
        using var folder = new TempFolder();
        var cache = Directory.CreateDirectory(folder.File("it's a cache")).FullName;
        var other = folder.File("other");
        await File.WriteAllTextAsync(other, "", ct);
        foreach (var (name, url) in new[] { ("a", "nar/../../other"), ("b", other) })
            await File.WriteAllTextAsync(
                $"{cache}/{name}.narinfo",
                $"StorePath: /nowhere/{name}\nURL: {url}\n",
                ct
            );

        await CollectAsync(cache, TimeSpan.Zero, ct);

        Assert.That(Files(cache, "*.narinfo"), Is.Empty);
        Assert.That(other, Does.Exist);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Keys_are_rotated_as_the_runbook_says(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        var cache = nix.File("cache");
        var (oldKey, oldPublic) = await KeyAsync(nix, "cache-1", ct);
        var (newKey, newPublic) = await KeyAsync(nix, "cache-2", ct);
        var path = await SomePath.BuildAsync(nix, "rotated", ct);
        await nix.Store.MustAsync(
            nix.Folder,
            ["nix", "copy", "--to", $"file://{cache}?secret-key={oldKey}", path],
            ct
        );
        Assert.That(await TrustsAsync(oldPublic), Is.True);
        Assert.That(await TrustsAsync(newPublic), Is.False);

        await nix.Store.MustAsync(
            nix.Folder,
            ["nix", "store", "sign", "--all", "--store", $"file://{cache}", "--key-file", newKey],
            ct
        );

        Assert.That(await TrustsAsync(oldPublic), Is.True);
        Assert.That(await TrustsAsync(newPublic), Is.True);

        Task<bool> TrustsAsync(string key) =>
            SomePath.IsTrustedAsync(nix, path, key, ct, $"file://{cache}");
    }

    private static async Task<(string File, string Public)> KeyAsync(
        TestNix nix,
        string name,
        CancellationToken ct
    )
    {
        var (secret, open) = (nix.File($"{name}.secret"), nix.File($"{name}.public"));
        await nix.Store.MustAsync(
            nix.Folder,
            ["nix-store", "--generate-binary-cache-key", name, secret, open],
            ct
        );
        return (secret, await File.ReadAllTextAsync(open, ct));
    }

    private static Task<CommandResult> CollectAsync(
        string cache,
        TimeSpan trusted,
        CancellationToken ct
    ) => Command.MustAsync(["sh", "-c", CollectScript.Text(cache, trusted)], ct);

    private static Task<CommandResult> CopyAsync(
        TestNix nix,
        string cache,
        string path,
        CancellationToken ct
    ) =>
        nix.Store.MustAsync(
            nix.Folder,
            ["nix", "copy", "--no-check-sigs", "--to", $"file://{cache}?compression=zstd", path],
            ct
        );

    private static Task<CommandResult> MustHaveAsync(
        TestNix nix,
        string cache,
        string path,
        CancellationToken ct
    ) =>
        nix.Store.MustAsync(
            nix.Folder,
            ["nix", "store", "verify", "--no-trust", "--store", $"file://{cache}", path],
            ct
        );

    private static string[] Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
}
