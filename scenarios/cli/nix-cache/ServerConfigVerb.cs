using System.CommandLine;
using Verify.Origin.NixCache.Designs;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>A NixOS module for a server of certain hardware.</summary>
internal sealed class ServerConfigVerb()
    : Verb(
        "config",
        "Print a NixOS module for a cache server: nginx on the cable, publishing, garbage, memory, each value with its reason."
    )
{
    private readonly HardwareOptions hardware = new();
    private readonly Option<string> design = DesignOption.New();
    private readonly ModuleFormat format = new();

    protected override void Build(System.CommandLine.Command command)
    {
        hardware.AddTo(command);
        command.Add(design);
        command.Add(format.Option);
        command.SetAction(parsed =>
        {
            var chosen = DesignOption.Find(parsed.GetValue(design)!);
            var profile = hardware.Hardware(parsed);
            format.Write(parsed, chosen.ServerModule(profile, hardware.Place(parsed)));
            foreach (var fault in DesignRules.Faults(chosen, profile))
                Console.Error.WriteLine($"fault of the design: {fault.Name}: {fault.Text}");
        });
    }
}
