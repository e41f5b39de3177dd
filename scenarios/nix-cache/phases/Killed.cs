using NUnit.Framework;
using Verify.Instruments.BinaryCache;
using Verify.Instruments.Http;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Steps 7.3 and 7.4: publishing and collecting are killed, and a disk fills up while it is published.</summary>
internal static class Killed
{
    public const string Command = "nix copy --to CACHE PATH & kill -9 $!; nix copy --to CACHE PATH";
    public const string FullCommand = "nix copy --to file:///on-a-full-disk PATH";

    private const int Kills = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var path = await cache.Store.BuildAsync(Packages.Words, "", step.Ct);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var folder = cache.Cache with { Folder = cache.In($"killed-{kill}") };
            await using (
                var copy = await cache.Store.Nix.StartAsync(
                    ["nix", "copy", "--to", folder.Destination, path],
                    step.Ct
                )
            )
            {
                // A later moment each time: its folder, a file of it, a whole content.
                var most = kill - 1;
                for (
                    var began = Instant.Now;
                    !copy.HasExited
                        && Files(folder).Count() <= most
                        && Instant.Now - began < Patience;
                    await Task.Delay(BetweenLooks, step.Ct)
                ) { }
                if (!copy.HasExited)
                    await copy.KillAsync(step.Ct);
            }
            step.Expect(
                $"kill {kill}: narinfos without their whole content",
                Broken(folder),
                Is.Empty,
                $"{Files(folder).Count()} files were there"
            );
            await cache.Store.PublishAsync(path, folder, step.Ct);
            step.Expect(
                $"kill {kill}: the same again, published after all",
                Broken(folder),
                Is.Empty
            );
            step.Expect(
                $"kill {kill}: the path is in the cache then",
                File.Exists(folder.NarinfoOf(path)),
                Is.True
            );
            Directory.Delete(folder.Folder, recursive: true);
        }
        await CollectAsync(cache, step);
    }

    public static async Task FullAsync(CacheInRun cache, Step step)
    {
        // 4 MB: of the four parts, of almost 2 MB each, one or two find room.
        var folder = cache.Cache with
        {
            Folder = cache.In("small"),
        };
        Directory.CreateDirectory(folder.Folder);
        var nix = cache.Store.Nix;
        await nix.MustAsync(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.Folder],
            step.Ct
        );
        try
        {
            var path = await cache.Store.BuildAsync(Packages.Words, "", step.Ct);
            var copy = await nix.RunAsync(
                ["nix", "copy", "--to", folder.Destination, path],
                step.Ct
            );
            step.Expect("nix copy to a disk that fills up", copy.ExitCode, Is.Not.Zero, copy.Said);
            var names = await nix.MustAsync(["find", folder.Folder, "-name", "*.narinfo"], step.Ct);
            foreach (var narinfo in names.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var said = NarInfo.Parse((await nix.MustAsync(["cat", narinfo], step.Ct)).Stdout);
                var size = await nix.RunAsync(
                    ["stat", "--format=%s", Path.Combine(folder.Folder, said.Url)],
                    step.Ct
                );
                step.Expect(
                    $"{Path.GetFileName(said.StorePath)[33..]}: bytes of its content",
                    size.Stdout.Trim(),
                    Is.EqualTo($"{said.FileSize}"),
                    "a narinfo is written once its content is whole"
                );
            }
            step.Expect(
                "the path itself is not said to be there",
                names.Stdout,
                Does.Not.Contain(CacheFolder.NarinfoName(path))
            );
        }
        finally
        {
            await nix.MustAsync(["umount", folder.Folder], CancellationToken.None);
        }
    }

    private static async Task CollectAsync(CacheInRun cache, Step step)
    {
        var nix = cache.Store.Nix;
        var live = await cache.Store.BuildAsync(Packages.Pair, "kept", step.Ct);
        await nix.MustAsync(
            ["nix-store", "--realise", live, "--add-root", cache.In("server/kept")],
            step.Ct
        );
        await cache.Store.BuildAsync(Packages.Many, "garbage", step.Ct);
        await using (var collect = await nix.StartAsync(["nix-store", "--gc"], step.Ct))
        {
            for (
                var began = Instant.Now;
                !collect.HasExited && collect.Said == 0 && Instant.Now - began < Patience;
                await Task.Delay(BetweenLooks, step.Ct)
            ) { }
            if (!collect.HasExited)
                await collect.KillAsync(step.Ct);
        }
        var verified = await nix.RunAsync(["nix-store", "--verify", "--check-contents"], step.Ct);
        step.Expect(
            "nix-store --gc killed: nix-store --verify --check-contents",
            verified.ExitCode,
            Is.Zero,
            verified.Said
        );
        step.Expect(
            "nix-store --gc killed: a live path is there",
            (await nix.RunAsync(["nix-store", "--check-validity", live], step.Ct)).ExitCode,
            Is.Zero
        );
    }

    private static IEnumerable<string> Files(CacheFolder cache) =>
        Directory.Exists(cache.Folder)
            ? Directory.EnumerateFiles(cache.Folder, "*.nar*", SearchOption.AllDirectories)
            : [];

    private static IEnumerable<string> Broken(CacheFolder cache) =>
        Files(cache)
            .Where(file => file.EndsWith(".narinfo", StringComparison.Ordinal))
            .Where(file =>
            {
                var said = NarInfo.Parse(File.ReadAllText(file));
                var content = new FileInfo(Path.Combine(cache.Folder, said.Url));
                return !content.Exists || content.Length != said.FileSize;
            });
}
