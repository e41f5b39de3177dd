using System.Globalization;
using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Modules;
using Verify.Origin.NixCache.Rules;

namespace Verify.Origin.NixCache.Designs;

/// <summary>The options of NixOS that both designs set, each by its own rules.</summary>
internal static class TunedOptions
{
    public static IEnumerable<ModuleOption> Of(HardwareRules rules, ServerTuning tuning)
    {
        yield return ModuleOption.Of("nix.settings.max-jobs", tuning.MaxJobs, rules.MaxJobs.Reason);
        yield return ModuleOption.Of(
            "nix.settings.cores",
            tuning.CoresPerJob,
            rules.CoresPerJob.Reason
        );
        yield return ModuleOption.Of(
            "nix.settings.min-free",
            tuning.MinFree.Bytes,
            rules.MinFree.Reason
        );
        yield return ModuleOption.Of(
            "nix.settings.max-free",
            tuning.MaxFree.Bytes,
            rules.MaxFree.Reason
        );
        yield return ModuleOption.Of(
            "nix.settings.auto-optimise-store",
            tuning.OptimisesAtOnce,
            rules.OptimiseAtOnce.Reason
        );
        if (!tuning.OptimisesAtOnce)
            yield return ModuleOption.Of("nix.optimise.automatic", true);
        yield return ModuleOption.Of("nix.gc.automatic", true);
        yield return ModuleOption.Of("nix.gc.dates", "weekly");
        yield return ModuleOption.Of(
            "nix.gc.options",
            $"--delete-older-than {tuning.CollectAfter.Days}d",
            rules.CollectAfter.Reason
        );
        if (tuning.ZramPercent > 0)
        {
            yield return ModuleOption.Of("zramSwap.enable", true, rules.Zram.Reason);
            yield return ModuleOption.Of("zramSwap.memoryPercent", tuning.ZramPercent);
            yield return ModuleOption.Of("zramSwap.algorithm", "zstd");
        }
        foreach (var option in Of(tuning.Sysctls, rules.Sysctls.Reason))
            yield return option;
    }

    /// <summary>The reason stands beside the first of them.</summary>
    public static IEnumerable<ModuleOption> Of(IReadOnlyList<Sysctl> sysctls, string reason) =>
        sysctls.Select(
            (one, i) =>
                new ModuleOption(
                    ["boot", "kernel", "sysctl", one.Key],
                    Number(one.Value),
                    i == 0 ? reason : ""
                )
        );

    public static IEnumerable<ModuleOption> Of(ClientSettings settings) =>
        settings.Set.Select(one =>
            ModuleOption.Of(
                $"nix.settings.{one.Name}",
                one.Name switch
                {
                    "substituters" => List(settings.Substituters),
                    "trusted-public-keys" => List(settings.TrustedPublicKeys),
                    "fallback" => one.Value == "true",
                    _ => Number(one.Value),
                },
                one.Reason
            )
        );

    public static ModuleOption Address(
        string interfaceName,
        string address,
        int prefix,
        string reason
    ) =>
        new(
            ["networking", "interfaces", interfaceName, "ipv4", "addresses"],
            new JsonArray(new JsonObject { ["address"] = address, ["prefixLength"] = prefix }),
            reason
        );

    private static JsonArray List(IEnumerable<string> items) =>
        new([.. items.Select(one => (JsonNode)one)]);

    // NixOS takes numbers as numbers; three of them in one value are text.
    private static JsonNode Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : text;
}
