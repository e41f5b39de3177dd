using System.CommandLine;

namespace Verify.Scenarios.Cli;

/// <summary>A word after <c>./run.ps1</c> and what it does.</summary>
internal abstract class Verb(string name, string does)
{
    public string Name => name;

    /// <summary>Not for people: left out of the help.</summary>
    public virtual bool IsHidden => false;

    /// <summary>What was typed after it; known before anything of it is read.</summary>
    protected IReadOnlyList<string> WordsAfter { get; private set; } = [];

    /// <param name="args">The whole command line.</param>
    public Command ToCommand(IReadOnlyList<string> args)
    {
        WordsAfter = args.Count > 0 && args[0] == name ? [.. args.Skip(1)] : [];
        var command = new Command(name, does) { Hidden = IsHidden };
        Build(command);
        return command;
    }

    protected abstract void Build(Command command);
}
