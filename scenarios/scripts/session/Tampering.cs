using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Verify.Scripts.Plan;

namespace Verify.Scripts.Session;

/// <summary>Whether Verify's words still mean what they meant: a script could have given them another meaning while it ran.</summary>
internal static class Tampering
{
    /// <exception cref="CannotRun">One of them was redefined.</exception>
    public static void Check(Runspace runspace, Body body)
    {
        using var shell = PowerShell.Create(runspace);
        var redefined = shell
            .AddCommand("Get-ChildItem")
            .AddParameter("Path", new[] { "function:", "alias:" })
            .Invoke<CommandInfo>()
            .FirstOrDefault(command =>
                Vocabulary.IsOurs(command.Name)
                && !(
                    command is AliasInfo alias
                    && Vocabulary.IsOwnAlias(alias.Name, alias.Definition)
                )
            );
        if (redefined is not null)
            throw new CannotRun(
                $"{body.Place}: the script has redefined {redefined.Name}. What it claims is worth nothing; give the function another name."
            );
    }
}
