using NUnit.Framework;
using Verify.Instruments.BinaryCache;
using Verify.Origin.NixCache.Nginx;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 5.2: 200 MB of text through the cache, compressed and not.</summary>
internal static class Compression
{
    public const string Command = "time nix-store --realise PATH";

    private const int Port = 5030;

    /// <summary>Of the time in which the cable alone would carry the uncompressed bytes.</summary>
    private const double Most = 0.4;
    private const double LineBytesPerSecond = 941e6 / 8;

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        var path = await cache.PublishNewAsync(Packages.Words, "", step.Ct);
        var parts = await PartsAsync(cache, path, step.Ct);
        foreach (var part in parts.Take(1))
            step.Expect(
                "compression of what is published",
                NarInfo
                    .Parse(await File.ReadAllTextAsync(cache.Cache.NarinfoOf(part), step.Ct))
                    .Compression,
                Is.EqualTo("zstd"),
                "gzip and xz unpack slower than the cable delivers"
            );
        var served = cache.Served(CacheInRun.Cured);
        var line = Packages.WordsBytes / LineBytesPerSecond;
        var began = Instruments.Http.Instant.Now;
        foreach (var part in parts)
        {
            var target = $"/nar/{Path.GetFileName(cache.Cache.NarOf(part))}";
            if (await served.PassAsync(target, step.Ct) is var status and not 200)
                throw new CannotRun($"{served.Url}{target} is answered with {status}.");
        }
        var passed = (Instruments.Http.Instant.Now - began).TotalSeconds;
        step.Measure(
            new(
                "200 MB of text over the cable, as zstd",
                passed,
                "s",
                Source: "its four NARs, one after the other"
            )
        );
        step.Expect(
            $"of the {line:0.00} s in which a gigabit carries the uncompressed bytes",
            Math.Round(passed / line, 3),
            Is.LessThanOrEqualTo(Most),
            "zstd makes a twentieth of such text",
            CacheOutcomes.Compressed
        );
        var zstd = await FetchAsync(cache, served.Url, path, step);
        var plain = cache.Cache with { Folder = cache.In("cache-none"), Compression = "none" };
        await cache.Store.PublishAsync(path, plain, step.Ct);
        await File.WriteAllTextAsync(
            Path.Combine(plain.Folder, CacheInfo.FileName),
            new CacheInfo(cache.Store.Nix.Store).Text,
            step.Ct
        );
        await using var uncompressed = await ServedCache.StartAsync(
            cache.Design(CacheInRun.Cured),
            cache.Hosts,
            new(TwoHosts.Place.ServerAddress, Port, plain.Folder, cache.In("nginx-none")),
            plain,
            step.Ct
        );
        var none = await FetchAsync(cache, uncompressed.Url, path, step);
        step.Measure(
            new(
                "nix-store --realise of 200 MB of text, as zstd",
                zstd,
                "s",
                Source: "unpacking, hashing and writing included"
            )
        );
        step.Measure(new("the same, uncompressed", none, "s"));
        step.Expect(
            "the uncompressed one takes at least what the cable takes",
            none,
            Is.GreaterThan(line * 0.9),
            "less would say that the cable is not what it was calibrated to be"
        );
        step.Saw(
            $"line alone {line:0.00} s; zstd {passed:0.00} s on the cable, {zstd:0.00} s with nix; uncompressed {none:0.00} s with nix"
        );
    }

    private static async Task<IReadOnlyList<string>> PartsAsync(
        CacheInRun cache,
        string path,
        CancellationToken ct
    ) =>
        [
            .. (
                await cache.Store.Nix.MustAsync(["nix-store", "--query", "--references", path], ct)
            ).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        ];

    private static async Task<double> FetchAsync(
        CacheInRun cache,
        string url,
        string path,
        Step step
    )
    {
        using var client = await cache.ClientAsync(
            cache.Settings(CacheInRun.Cured) with
            {
                Substituters = [url],
            },
            step.Ct
        );
        var got = await client.FetchAsync(path, step.Ct);
        step.Expect($"{url}: nix-store --realise", got.Outcome, Does.StartWith("exit 0"));
        return got.Took.TotalSeconds;
    }
}
