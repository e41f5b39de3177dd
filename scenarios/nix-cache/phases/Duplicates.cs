using System.Globalization;
using NUnit.Framework;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 5.5: what the optimisation of a store gains where versions of a package have most files in common.</summary>
internal static class Duplicates
{
    public const string Command = "nix-store --optimise";
    private const double Least = 20;

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        using var client = await cache.ClientAsync(
            cache.Settings(CacheInRun.Cured) with
            {
                Substituters = [],
            },
            step.Ct
        );
        var built = await client.BuildAsync(Packages.Versions, "", step.Ct);
        step.Expect(
            "four versions of a package are built",
            built.Outcome,
            Does.StartWith("exit 0")
        );
        var before = await SizeAsync(client, step.Ct);
        await client.Nix.MustAsync(["nix-store", "--optimise"], step.Ct);
        var saved = 100.0 * (before - await SizeAsync(client, step.Ct)) / before;
        step.Measure(
            new(
                "disk saved by nix-store --optimise",
                saved,
                "%",
                Source: $"du of a store of {before / 1024} MB: four versions with 20 of 21 files in common"
            )
        );
        step.Expect(
            "percent of the disk that it saves",
            Math.Round(saved),
            Is.GreaterThan(Least),
            "the plan's target"
        );
        cache.Plan.Judge(
            KpiPromises.Store,
            saved > Least,
            $"{saved:0} %",
            "on a store of four versions of a package; a store without duplicates saves nothing"
        );
    }

    private static async Task<long> SizeAsync(CacheClient client, CancellationToken ct)
    {
        var said = await client.Nix.MustAsync(
            ["du", "--summarize", "--block-size=1024", client.Nix.Store],
            ct
        );
        return long.Parse(said.Stdout.Split('\t')[0], CultureInfo.InvariantCulture);
    }
}
