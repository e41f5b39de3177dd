using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Verify.Scripts.Plan;

namespace Verify.Scripts.Session;

/// <summary>PowerShell with Verify's words, the script's options and functions, and its $State.</summary>
internal static class ScriptRunspace
{
    // An alias would win over our words of the same name.
    private static readonly string[] InOurWay = ["measure"];

    /// <param name="values">What bodies can read, by name.</param>
    public static Runspace Open(
        ScriptHost host,
        DeclaredScript script,
        IReadOnlyDictionary<string, object?> values
    )
    {
        Quiet();
        var initial = InitialSessionState.CreateDefault();
        foreach (var alias in InOurWay)
            initial.Commands.Remove(alias, typeof(SessionStateAliasEntry));
        foreach (var (word, type) in Vocabulary.Cmdlets)
        foreach (var entry in Vocabulary.EntriesOf(word, type))
            initial.Commands.Add(entry);
        foreach (var (name, value) in values)
            initial.Variables.Add(
                new SessionStateVariableEntry(name, value, "", ScopedItemOptions.Constant)
            );
        var runspace = RunspaceFactory.CreateRunspace(host, initial);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        using var prepared = PowerShell.Create(runspace);
        prepared
            .AddScript(
                "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; Set-StrictMode -Version Latest",
                useLocalScope: false
            )
            .Invoke();
        if (script.Functions.Count > 0)
            Define(prepared, script.Functions);
        return runspace;
    }

    // By their own syntax trees, so that an error in one of them names its line.
    private static void Define(PowerShell shell, IReadOnlyList<FunctionDefinitionAst> functions)
    {
        var at = functions[0].Extent;
        var definitions = new ScriptBlockAst(
            at,
            null,
            new StatementBlockAst(
                at,
                functions.Select(function => (StatementAst)function.Copy()),
                null
            ),
            isFilter: false
        );
        shell.Commands.Clear();
        shell
            .AddCommand("Invoke-Command")
            .AddParameter("ScriptBlock", definitions.GetScriptBlock())
            .AddParameter("NoNewScope")
            .Invoke();
    }

    // It must leave nothing in anybody's home, and ask nothing of anybody's network. Where the home is
    // read-only it would not even start unless these are elsewhere.
    private static void Quiet()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
        // A pipe in /tmp for debuggers, which a kill would leave there.
        Environment.SetEnvironmentVariable("POWERSHELL_DIAGNOSTICS_OPTOUT", "1");
        foreach (var name in new[] { "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" })
            Environment.SetEnvironmentVariable(name, Path.Combine(Folder, name.ToLowerInvariant()));
    }

    /// <summary>Where PowerShell keeps what it would keep in a home; the run's own.</summary>
    public static string Folder { get; set; } =
        Path.Combine(Checkout.Root, "scenarios", "obj", "powershell");
}
