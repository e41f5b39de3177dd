using System.CommandLine;

namespace Verify.Scenarios;

/// <summary>A word after <c>./run.ps1</c> and what it does.</summary>
internal abstract class Verb(string name, string does)
{
    public string Name => name;

    /// <summary>Not for people: left out of the help.</summary>
    public virtual bool IsHidden => false;

    public Command ToCommand()
    {
        var command = new Command(name, does) { Hidden = IsHidden };
        Build(command);
        return command;
    }

    protected abstract void Build(Command command);
}
