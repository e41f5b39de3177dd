using NUnit.Framework;
using Verify.Instruments.BinaryCache;
using Verify.Instruments.Http;

namespace Verify.Scenarios.NixCache.Observed;

/// <summary>A cache that runs already: only what a client can see is looked at, and nothing is changed.</summary>
/// <param name="paths">Paths of its store; those that they need are looked at too.</param>
internal sealed class ObservedCache(Uri url, IReadOnlyList<string> paths)
{
    private const string Signed = "signed";
    private const string Whole = "whole";

    // A closure can have thousands; a sample of NARs can have gigabytes.
    private const int MostNarinfos = 50;
    private const int MostNars = 5;
    private const long MostBytes = 64_000_000;
    private const int Asked = 100;
    private const double MostP99 = 100;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly HttpLimits Room = HttpLimits.Default with { KeptBody = MostBytes };

    private readonly Endpoint endpoint = Endpoint.Direct("cache", url);
    private readonly List<NarInfo> found = [];

    public static IReadOnlyList<ExpectedOutcome> Outcomes { get; } =
    [
        new(Signed, "What it has is signed", "at least one signature"),
        new(Whole, "What it says of its contents is so", "the hash of each"),
    ];

    public static IReadOnlyList<string> Limits { get; } =
    [
        "whether a signature is right: a client's nix checks it with the key that it trusts",
        "paths that were not named, and what those that were need beyond the first 50",
    ];

    public IReadOnlyList<Phase> Declare()
    {
        var phase = new Phase(new("1", "Cache") { Proves = "what a client can see of the cache" });
        phase.Gate("1.1", "what it says of itself", InfoAsync, $"curl {url}nix-cache-info");
        phase.Step(
            "1.2",
            "narinfos and their signatures",
            NarinfosAsync,
            $"curl {url}HASH.narinfo"
        );
        phase.Step(
            "1.3",
            "a sample of its contents, hashed",
            NarsAsync,
            $"curl {url}nar/HASH.nar.zst | sha256sum"
        );
        phase.Step("1.4", "how long a narinfo takes", LatencyAsync, $"curl {url}HASH.narinfo");
        return [phase];
    }

    private async Task InfoAsync(Step step)
    {
        var said = await TextAsync(CacheIdentity.FileName, step.Ct);
        step.Keep(CacheIdentity.FileName, said);
        var info = CacheIdentity.Parse(said);
        step.Expect("the store that it is for", info.StoreDir, Is.Not.Null.And.StartsWith("/"));
        step.Saw(
            $"StoreDir {info.StoreDir}, Priority {info.Priority?.ToString() ?? "not said"}, {(info.WantMassQuery ? "may be asked for many at once" : "is not to be asked for many at once")}"
        );
    }

    private async Task NarinfosAsync(Step step)
    {
        if (paths.Count == 0)
        {
            step.Skip("name a path of its store with --path");
            return;
        }
        var names = new Queue<string>(paths.Select(path => Path.GetFileName(path)));
        var seen = new HashSet<string>();
        while (names.TryDequeue(out var name) && found.Count < MostNarinfos)
        {
            if (!seen.Add(name))
                continue;
            var said = NarInfo.Parse(await TextAsync($"{name[..32]}.narinfo", step.Ct));
            found.Add(said);
            step.Expect(
                $"{name}: signatures",
                said.Signatures.Count,
                Is.GreaterThan(0),
                "without one a client refuses it",
                Signed
            );
            foreach (var reference in said.References)
                names.Enqueue(reference);
        }
        step.Saw(
            $"{found.Count} paths, signed by {string.Join(", ", found.SelectMany(one => one.Signatures).Select(one => one.Split(':')[0]).Distinct())}"
        );
    }

    private async Task NarsAsync(Step step)
    {
        var sample = found
            .Where(one => one.FileSize <= MostBytes && one.FileHash is not null)
            .Take(MostNars)
            .ToArray();
        if (sample.Length == 0)
        {
            step.Skip("step 1.2 found no content of at most 64 MB that has a hash");
            return;
        }
        foreach (var one in sample)
        {
            var answer = await FreshAnswer.ToAsync(
                endpoint,
                HttpAsk.Get(Target(one.Url)),
                Timeout,
                step.Ct,
                Room
            );
            step.Expect(
                $"{Path.GetFileName(one.StorePath)}: hash of its content as served",
                $"sha256:{NixBase32.Encode(System.Security.Cryptography.SHA256.HashData(answer.Body.Span))}",
                Is.EqualTo(one.FileHash),
                $"{answer.BodyLength} bytes",
                Whole
            );
        }
    }

    private async Task LatencyAsync(Step step)
    {
        var target = Target(
            found is [var first, ..]
                ? $"{Path.GetFileName(first.StorePath)[..32]}.narinfo"
                : $"{new string('0', 32)}.narinfo"
        );
        await using var connection = KeptConnection.To(endpoint, Timeout);
        var times = new List<double>();
        for (var i = 0; i < Asked; i++)
            times.Add(
                (
                    await connection.SendAsync(
                        HttpAsk.Get(target),
                        Timeout,
                        HttpLimits.Default,
                        null,
                        step.Ct
                    )
                )
                    .RoundTrip
                    .TotalMilliseconds
            );
        times.Sort();
        var p99 = times[(int)(Asked * 0.99) - 1];
        step.Measure(
            new(
                "a narinfo",
                times.Average(),
                "ms",
                Asked,
                Details: new Dictionary<string, double> { ["p99"] = p99, ["max"] = times[^1] },
                Source: found.Count > 0 ? "one that is there" : "one that is not there"
            )
        );
        step.Expect("p99 of a narinfo in ms", p99, Is.LessThan(MostP99), "the plan's target");
    }

    private async Task<string> TextAsync(string name, CancellationToken ct)
    {
        var answer = await FreshAnswer.ToAsync(endpoint, HttpAsk.Get(Target(name)), Timeout, ct);
        return answer.Status == 200
            ? System.Text.Encoding.UTF8.GetString(answer.Body.Span)
            : throw new CannotRun($"{url}{name} is answered with {answer.Status}.");
    }

    private string Target(string name) => $"{url.AbsolutePath.TrimEnd('/')}/{name}";
}
