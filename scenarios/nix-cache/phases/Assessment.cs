using NUnit.Framework;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Sizes;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Phase 1: the machine, and what each design makes of machines like the plan's.</summary>
internal static class Assessment
{
    public const string HostCommand = "./run.ps1 nix-cache diagnose";
    public const string RulesCommand =
        "./run.ps1 nix-cache config --ram 4G --cpu 2 --storage 30G --interface enp3s0";

    private static readonly double[] Disks = [8, 16, 30, 40, 64, 120, 250, 500, 1000, 4000, 8000];

    public static Task HostAsync(Step step)
    {
        var host = HostReader.Read();
        var bottleneck = Bottleneck.Of(host, null);
        step.Keep("host.txt", $"{host}\n");
        step.Saw($"bottleneck: {bottleneck.Part}: {bottleneck.Reason}");
        step.Expect("a bottleneck is named", bottleneck.Part, Is.Not.Empty);
        step.Expect("with what to do about it", bottleneck.Cure, Is.Not.Empty);
        return Task.CompletedTask;
    }

    public static Task RulesAsync(CacheInRun cache, Step step)
    {
        foreach (var name in CacheInRun.Designs)
        {
            var design = cache.Design(name);
            var wrong = new List<string>();
            foreach (var disk in Disks)
            {
                var hardware = CacheInRun.Hardware with { Disk = ByteSize.OfGB(disk) };
                var tuning = design.Rules.Tune(hardware);
                if (tuning.MinFree.Bytes >= tuning.MaxFree.Bytes)
                    wrong.Add(
                        $"{disk:0} GB: min-free {tuning.MinFree.AsStorage}, max-free {tuning.MaxFree.AsStorage}"
                    );
            }
            if (name == CacheInRun.Cured)
                step.Expect(
                    $"{name}: disks on which min-free is not below max-free",
                    wrong,
                    Is.Empty,
                    "nix stops collecting before it has what it wants"
                );
            else if (wrong.Count > 0)
                step.Find(
                    $"{name}: min-free is above max-free on {wrong.Count} of {Disks.Length} disks",
                    string.Join("; ", wrong),
                    "shares of the disk",
                    FindingKind.Plan
                );
            var faults = DesignRules.Faults(design, CacheInRun.Hardware);
            if (name == CacheInRun.Cured)
                step.Expect(
                    $"{name}: what does not fit together on the plan's machine",
                    faults.Select(one => one.Text),
                    Is.Empty
                );
            else
                foreach (var fault in faults)
                    step.Find($"{name}: {fault.Text}", kind: FindingKind.Plan);
        }
        return Task.CompletedTask;
    }
}
