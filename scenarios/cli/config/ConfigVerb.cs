using Verify.Scenarios.Cli.Config.Check;

namespace Verify.Scenarios.Cli.Config;

/// <summary>The nginx configuration model on its own.</summary>
internal sealed class ConfigVerb()
    : Verb(
        "config",
        "Examine nginx configurations: compare two, show the values in force, check one."
    )
{
    protected override void Build(System.CommandLine.Command command)
    {
        foreach (
            var verb in (Verb[])
                [new ConfigDiffVerb(), new ConfigEffectiveVerb(), new ConfigCheckVerb()]
        )
            command.Subcommands.Add(verb.ToCommand(WordsAfter));
    }
}
