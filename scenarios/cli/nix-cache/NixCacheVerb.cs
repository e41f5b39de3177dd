namespace Verify.Scenarios.Cli.NixCache;

/// <summary>Sets up a Nix binary cache on a direct cable: each part stands alone.</summary>
internal sealed class NixCacheVerb()
    : Verb(
        "nix-cache",
        "Set up a Nix binary cache on a direct cable: examine this machine, write NixOS modules for server and client, make keys, watch a cache."
    )
{
    protected override void Build(System.CommandLine.Command command)
    {
        foreach (
            var verb in (Verb[])
                [
                    new DiagnoseVerb(),
                    new ServerConfigVerb(),
                    new ClientConfigVerb(),
                    new KeysVerb(),
                    new MonitorVerb(),
                    new RunbookVerb(),
                ]
        )
            command.Subcommands.Add(verb.ToCommand(WordsAfter));
    }
}
