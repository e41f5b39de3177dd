using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Part of step 5.8: names that are made to get at what an edge is not to show.</summary>
internal static class HostileNames
{
    // nginx reads a request line of at most 8 KB.
    private const int TooLong = 8 * 1024;

    public static async Task CheckAsync(PlatformInRun platform, string design, Step step)
    {
        var other = PlatformInRun.WithCache.Single(one => one != design);
        var elsewhere = await StoredObject
            .Playlist($"private/{Guid.NewGuid()}/secret.m3u8", "secret")
            .PutAsync(platform, design, step.Ct);
        var another = await StoredObject
            .Playlist(StoredObject.NewPlaylistKey(), "another's")
            .PutAsync(platform, other, step.Ct);
        var known = await StoredObject
            .Playlist(StoredObject.NewPlaylistKey(), "known")
            .PutAsync(platform, design, step.Ct);
        var inOther = $"{platform.Stores.Bucket(other).Bucket}/{another.Key}";
        var (passed, given) = (new List<string>(), new List<string>());
        var names = NamesOf(elsewhere.Key, inOther, known.Key).ToArray();
        foreach (var name in names)
        {
            var seen = await Crowd.OneAsync(
                platform.Edge(design).Endpoint,
                HttpAsk.Get(name),
                step.Ct
            );
            if (seen.Answer is not { Status: >= 400 and < 500 })
                passed.Add($"{Short(name)}: {seen.Status}");
            if (seen.IsWhole(elsewhere) || seen.IsWhole(another))
                given.Add(Short(name));
        }
        var wrong = new List<string>();
        foreach (var name in AliasesOf(elsewhere.Key, known.Key))
        {
            var seen = await Crowd.OneAsync(
                platform.Edge(design).Endpoint,
                HttpAsk.Get(name),
                step.Ct
            );
            if (seen.Answer is not { Status: >= 400 and < 500 } && !seen.IsWhole(known))
                wrong.Add($"{Short(name)}: {seen.Status}");
        }
        step.Saw($"{design}: {names.Length} hostile names");
        step.Expect(
            $"{design}, hostile names: answered otherwise than with 4xx",
            passed,
            Is.Empty,
            "each of them is no name of an object under hls/"
        );
        step.Expect(
            $"{design}, hostile names: given an object of another bucket, or one outside hls/",
            given,
            Is.Empty,
            proves: design == PlatformInRun.Cured ? CdnOutcomes.OwnObject : null
        );
        step.Expect(
            $"{design}, names that resolve to an object and begin with another: given neither 4xx nor that object",
            wrong,
            Is.Empty,
            "the key is the name that nginx understood (RFC 3986, 5.2.4), and what is stored under it has to be that object",
            design == PlatformInRun.Cured ? CdnOutcomes.OwnObject : null
        );
        // What was asked for under names that mean the same must not have taken its place.
        step.Expect(
            $"{design}, after hostile names: an object that was among them is still itself",
            (
                await Crowd.OneAsync(
                    platform.Edge(design).Endpoint,
                    HttpAsk.Get(known.Path),
                    step.Ct
                )
            ).IsWhole(known),
            Is.True
        );
    }

    private static IEnumerable<string> NamesOf(string elsewhere, string inOther, string known) =>
        [
            $"/{elsewhere}",
            $"/hls/../{elsewhere}",
            $"/hls/%2e%2e/{elsewhere}",
            $"/hls/%2E%2E%2F{elsewhere}",
            $"/hls/..%2f{elsewhere}",
            $"/hls/.%2e/{elsewhere}",
            $"/hls/%252e%252e/{elsewhere}",
            $"/hls/%252e%252e%252f{elsewhere}",
            $"/hls/../../{inOther}",
            $"/hls/%2e%2e/%2e%2e/{inOther}",
            $"/hls/..%2f..%2f{inOther}",
            $"/hls/a/b/%252e%252e/%252e%252e/%252e%252e/{inOther}",
            $"/hls/%c0%ae%c0%ae/{elsewhere}",
            $"/hls/..;/{elsewhere}",
            $"/hls/..\\{elsewhere}",
            $"/{known}%00",
            $"/{known}%00.ts",
            $"/{known}%0d%0aX-Injected:%20yes",
            $"/hls/{new string('a', TooLong)}.m3u8",
            $"/hls/{string.Concat(Enumerable.Repeat("../", 100))}{elsewhere}",
        ];

    // The key of an edge is the name that it understood, and the storage may be asked for the name as written.
    private static IEnumerable<string> AliasesOf(string elsewhere, string known) =>
        [
            $"/{elsewhere}/../../../{known}",
            $"/{elsewhere}%3f/../../../{known}",
            $"/{elsewhere}%23/../../../{known}",
            $"//{known}",
        ];

    private static string Short(string name) => name.Length > 100 ? $"{name[..100]}..." : name;
}
