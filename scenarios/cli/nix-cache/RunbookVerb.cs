using Verify.Origin.NixCache.Runbooks;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>The runbook of a cache, from what is configured.</summary>
internal sealed class RunbookVerb()
    : Verb("runbook", "Print a runbook in Markdown: alarms, times, keys, garbage, backup.")
{
    private readonly HardwareOptions hardware = new();

    protected override void Build(System.CommandLine.Command command)
    {
        hardware.AddTo(command);
        command.SetAction(parsed =>
            Console.Write(new Runbook(hardware.Hardware(parsed), hardware.Place(parsed)).Markdown)
        );
    }
}
