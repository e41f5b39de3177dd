using System.Collections.Concurrent;
using NUnit.Framework;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 6.1: the cache fails, and the client has another cache to go on with, or has to build.</summary>
internal static class Faults
{
    public const string Command = "nix-store --realise PATH; nix-build packages.nix -A noise";

    private const string Next = "from the next cache";
    private const string Building = "by building";

    // Three times stalled-download-timeout (10 s): two attempts, and curl counts its own 10 s anew where a NAR has begun;
    // nix's pauses between them, and a quarter for a machine that is busy.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    public static Task CheckAsync(CacheInRun cache, Step step) =>
        CheckAsync(cache, step, CacheFault.All);

    /// <summary>The same with some of the faults.</summary>
    public static async Task CheckAsync(
        CacheInRun cache,
        Step step,
        IReadOnlyList<CacheFault> faults
    )
    {
        const string tag = "faults";
        var path = await cache.PublishNewAsync(Packages.Noise, tag, step.Ct);
        var second = cache.Served(CacheInRun.Cured).Url;
        var began = new List<IAsyncDisposable>();
        var ended = new ConcurrentDictionary<(string Design, string Fault, string How), Attempt>();
        try
        {
            foreach (var fault in faults)
                began.Add(await fault.BeginAsync(fault, cache, step.Ct));
            // All at once: they wait, and take little of the processor.
            await Task.WhenAll(
                CacheInRun.Designs.SelectMany(design =>
                    faults.SelectMany(fault =>
                        new[] { NextAsync(design, fault), BuildAsync(design, fault) }
                    )
                )
            );
        }
        finally
        {
            foreach (var one in began)
                await one.DisposeAsync();
        }
        foreach (var how in new[] { Next, Building })
        foreach (var design in CacheInRun.Designs)
            Judge(cache, step, faults, how, design, fault => ended[(design, fault.Name, how)]);

        async Task NextAsync(string design, CacheFault fault)
        {
            using var client = await cache.ClientAsync(
                cache.Settings(design) with
                {
                    Substituters = [fault.Url, second],
                },
                step.Ct
            );
            ended[(design, fault.Name, Next)] = await client.FetchAsync(path, step.Ct, Limit);
        }

        async Task BuildAsync(string design, CacheFault fault)
        {
            using var client = await cache.ClientAsync(
                cache.Settings(design) with
                {
                    Substituters = [fault.Url],
                },
                step.Ct
            );
            ended[(design, fault.Name, Building)] = await client.BuildAsync(
                Packages.Noise,
                tag,
                step.Ct,
                Limit
            );
        }
    }

    private static void Judge(
        CacheInRun cache,
        Step step,
        IReadOnlyList<CacheFault> faults,
        string how,
        string design,
        Func<CacheFault, Attempt> ended
    )
    {
        foreach (var fault in faults)
        {
            var got = ended(fault);
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
                    $"{design}, {fault}, {how}: {got.Outcome}",
                    "a client that could go on does not",
                    "connect-timeout, stalled-download-timeout and fallback = true",
                    FindingKind.Plan
                );
        }
        var survived = faults.Count(fault => ended(fault).Succeeded);
        step.Measure(
            new($"faults after which a client finishes {how}", survived, $"of {faults.Count}")
            {
                Id = how == Building ? CacheFigures.FaultsSurvived : null,
                Subject = design,
            }
        );
        step.Measure(
            new(
                $"the longest of them, {how}",
                faults.Max(fault => ended(fault).Took.TotalSeconds),
                "s",
                Source: $"{design}: one that has not ended after {Limit.TotalSeconds:0} s is killed"
            )
            {
                Id = how == Building ? CacheFigures.LongestFault : null,
                Subject = design,
            }
        );
        step.Saw(
            string.Join(
                '\n',
                faults.Select(fault => $"{design}, {fault}, {how}: {ended(fault).Outcome}")
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
