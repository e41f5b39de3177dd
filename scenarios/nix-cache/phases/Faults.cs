using System.Collections.Concurrent;
using NUnit.Framework;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Steps 6.1 and 6.2: the cache fails, and the client has another cache to go on with, or has to build.</summary>
internal static class Faults
{
    public const string NextCommand = "nix-store --realise PATH";
    public const string BuildCommand = "nix-build packages.nix -A noise";

    // connect-timeout 3 s or stalled-download-timeout 10 s, for each of two attempts, nix's own pauses between them, and
    // as much again for a machine that is busy.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(35);

    /// <summary>The client knows a second cache, which is well.</summary>
    public static Task NextAsync(CacheInRun cache, Step step) =>
        CheckAsync(
            cache,
            step,
            CacheFault.All,
            "from the next cache",
            (design, fault) =>
                cache.Settings(design) with
                {
                    Substituters = [fault.Url, cache.Served(CacheInRun.Cured).Url],
                },
            (client, path, _) => client.FetchAsync(path, step.Ct, Limit)
        );

    /// <summary>It knows none.</summary>
    public static Task BuildAsync(CacheInRun cache, Step step) =>
        BuildAsync(cache, step, CacheFault.All);

    /// <summary>The same with some of the faults.</summary>
    public static Task BuildAsync(CacheInRun cache, Step step, IReadOnlyList<CacheFault> faults) =>
        CheckAsync(
            cache,
            step,
            faults,
            "by building",
            (design, fault) => cache.Settings(design) with { Substituters = [fault.Url] },
            (client, _, tag) => client.BuildAsync(Packages.Noise, tag, step.Ct, Limit)
        );

    private static async Task CheckAsync(
        CacheInRun cache,
        Step step,
        IReadOnlyList<CacheFault> faults,
        string how,
        Func<string, CacheFault, Origin.NixCache.Client.ClientSettings> settings,
        Func<CacheClient, string, string, Task<Attempt>> tryAsync
    )
    {
        var tag = how.Replace(' ', '-');
        var path = await cache.PublishNewAsync(Packages.Noise, tag, step.Ct);
        var began = new List<IAsyncDisposable>();
        var ended = new ConcurrentDictionary<(string Design, string Fault), Attempt>();
        try
        {
            foreach (var fault in faults)
                began.Add(await fault.BeginAsync(fault, cache, step.Ct));
            // All at once: they wait, and take no processor.
            await Task.WhenAll(
                CacheInRun.Designs.SelectMany(design =>
                    faults.Select(async fault =>
                    {
                        using var client = await cache.ClientAsync(
                            settings(design, fault),
                            step.Ct
                        );
                        ended[(design, fault.Name)] = await tryAsync(client, path, tag);
                    })
                )
            );
        }
        finally
        {
            foreach (var one in began)
                await one.DisposeAsync();
        }
        foreach (var design in CacheInRun.Designs)
            Judge(cache, step, faults, how, design, ended);
    }

    private static void Judge(
        CacheInRun cache,
        Step step,
        IReadOnlyList<CacheFault> faults,
        string how,
        string design,
        ConcurrentDictionary<(string Design, string Fault), Attempt> ended
    )
    {
        foreach (var fault in faults)
        {
            var got = ended[(design, fault.Name)];
            if (design == CacheInRun.Cured)
                step.Expect(
                    $"{design}, {fault}, {how}: finished within {Limit.TotalSeconds:0} s",
                    got.Succeeded,
                    Is.True,
                    got.Outcome,
                    CacheOutcomes.Faults
                );
            else if (!got.Succeeded)
                step.Find(
                    $"{design}, {fault}: {got.Outcome}",
                    $"a client that could go on {how} does not",
                    "connect-timeout, stalled-download-timeout and fallback = true",
                    FindingKind.Plan
                );
        }
        var survived = faults.Count(fault => ended[(design, fault.Name)].Succeeded);
        step.Measure(
            new($"faults after which a client finishes {how}", survived, $"of {faults.Count}")
            {
                Id = how == "by building" ? CacheFigures.FaultsSurvived : null,
                Subject = design,
            }
        );
        step.Measure(
            new(
                $"the longest of them, {how}",
                faults.Max(fault => ended[(design, fault.Name)].Took.TotalSeconds),
                "s",
                Source: $"{design}: one that has not ended after {Limit.TotalSeconds:0} s is killed"
            )
            {
                Id = how == "by building" ? CacheFigures.LongestFault : null,
                Subject = design,
            }
        );
        step.Saw(
            string.Join(
                '\n',
                faults.Select(fault => $"{design}, {fault}: {ended[(design, fault.Name)].Outcome}")
            )
        );
        if (design == CacheInRun.AsDesigned)
            step.Expect(
                $"{design}: faults after which a client finishes {how}",
                survived,
                Is.LessThan(faults.Count),
                "a design without the cures must not pass here: nothing would be shown by the other"
            );
        cache.Plan.Judge(
            KpiPromises.FailedBuilds,
            survived == faults.Count,
            $"{design}: {faults.Count - survived} of {faults.Count} faults of the cache fail a build",
            "as long as the cache is well none does"
        );
    }
}
