using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>Something wrong with a published path, planted in a copy of its cache.</summary>
/// <param name="Plant">Is given the copy, the path, and one that it refers to.</param>
internal sealed partial record PlantedFault(string Name, Action<CacheFolder, string, string> Plant)
{
    /// <summary>Nothing wrong: the control.</summary>
    public static PlantedFault None { get; } = new("nothing", (_, _, _) => { });

    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        new(
            "its references stripped",
            (cache, path, _) =>
                Edit(cache, path, text => References().Replace(text, "References: "))
        ),
        new("its content altered", (cache, path, _) => Alter(cache.NarOf(path))),
        new("its content missing", (cache, path, _) => File.Delete(cache.NarOf(path))),
        new("its content empty", (cache, path, _) => File.WriteAllBytes(cache.NarOf(path), [])),
        new(
            "its content cut in half",
            (cache, path, _) =>
            {
                using var file = File.OpenWrite(cache.NarOf(path));
                file.SetLength(file.Length / 2);
            }
        ),
        new("its content altered, hashed again, under the old signature", Rehash),
        new(
            "a content outside of the cache",
            (cache, path, _) =>
                Edit(cache, path, text => Url().Replace(text, "URL: ../keys/cache.sec"))
        ),
        new(
            "what it refers to is not there",
            (cache, _, needed) => File.Delete(cache.NarinfoOf(needed))
        ),
    ];

    private static void Rehash(CacheFolder cache, string path, string needed)
    {
        var nar = cache.NarOf(path);
        Alter(nar);
        var bytes = File.ReadAllBytes(nar);
        var hash = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        Edit(
            cache,
            path,
            text => Hashes().Replace(text, found => $"{found.Groups["name"].Value}: {hash}")
        );
    }

    // In the text of the file that it holds: what is altered there is a content all the same.
    private static void Alter(string nar)
    {
        var bytes = File.ReadAllBytes(nar);
        var at = bytes.AsSpan().LastIndexOf("store/"u8);
        if (at < 0)
            throw new CannotRun($"{nar} holds no path in its text: nothing can be altered there.");
        bytes[at] = (byte)'S';
        File.WriteAllBytes(nar, bytes);
    }

    private static void Edit(CacheFolder cache, string path, Func<string, string> edit)
    {
        var file = cache.NarinfoOf(path);
        var text = File.ReadAllText(file);
        var edited = edit(text);
        File.WriteAllText(
            file,
            edited != text ? edited : throw new CannotRun($"{file} is not as expected: {text}")
        );
    }

    [GeneratedRegex(@"^References: .+$", RegexOptions.Multiline)]
    private static partial Regex References();

    [GeneratedRegex(@"^URL: .+$", RegexOptions.Multiline)]
    private static partial Regex Url();

    [GeneratedRegex(@"^(?<name>FileHash|NarHash): .+$", RegexOptions.Multiline)]
    private static partial Regex Hashes();
}
