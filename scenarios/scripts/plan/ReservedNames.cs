namespace Verify.Scripts.Plan;

/// <summary>Names that a script cannot give: those of every scenario's options, and PowerShell's own variables.</summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> options =
    [
        "plan",
        "out",
        "no-install",
        "no-lab",
        "keep",
        "json",
        "phase",
        "help",
        "version",
        "script",
        "state",
    ];

    /// <summary>Variables that PowerShell itself sets, in the scope of any body.</summary>
    public static readonly IReadOnlySet<string> Automatic = new HashSet<string>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        "_",
        "PSItem",
        "args",
        "true",
        "false",
        "null",
        "Error",
        "Matches",
        "this",
        "foreach",
        "switch",
        "PSBoundParameters",
        "PSCmdlet",
        "PSVersionTable",
        "StackTrace",
        "LASTEXITCODE",
        "PID",
        "HOME",
        "PWD",
        "NestedPromptLevel",
        "?",
        "^",
        "$",
        "OFS",
        "State",
    };

    public static bool IsTaken(string name) =>
        options.Contains(OptionKinds.Typed(name)) || Automatic.Contains(name);
}
