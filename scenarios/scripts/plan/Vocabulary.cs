using System.Collections.Frozen;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Verify.Scripts.Plan;

/// <summary>The commands that a body knows.</summary>
internal static class Vocabulary
{
    /// <summary>Verify's own cmdlets, by name.</summary>
    public static readonly FrozenDictionary<string, Type> Cmdlets = typeof(Vocabulary)
        .Assembly.GetTypes()
        .Select(type => (type, named: type.GetCustomAttribute<CmdletAttribute>()))
        .Where(pair => pair.named is not null)
        .ToFrozenDictionary(
            pair => NameOf(pair.named!),
            pair => pair.type,
            StringComparer.OrdinalIgnoreCase
        );

    /// <summary>PowerShell's verbs: by one of them a cmdlet is told from a program with a hyphen, such as redis-cli.</summary>
    public static readonly FrozenSet<string> Verbs = new[]
    {
        typeof(VerbsCommon),
        typeof(VerbsData),
        typeof(VerbsDiagnostic),
        typeof(VerbsLifecycle),
        typeof(VerbsSecurity),
        typeof(VerbsCommunications),
        typeof(VerbsOther),
    }
        .SelectMany(type => type.GetFields())
        .Select(field => $"{field.GetValue(null)}")
        // Cmdlets of PowerShell itself whose verb is none of its own.
        .Concat(["ForEach", "Sort", "Tee", "Where"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Short names that stand in most scripts.</summary>
    public static readonly FrozenSet<string> Aliases = new[]
    {
        "%",
        "?",
        "foreach",
        "where",
        "select",
        "group",
        "sort",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Cmdlets of PowerShell that a body cannot use, and what to do instead.</summary>
    public static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["Start-Job"] = Beside,
        ["Start-ThreadJob"] = Beside,
        ["Register-ObjectEvent"] = Beside,
        ["Register-EngineEvent"] = Beside,
        ["Start-Process"] = "could not be interrupted. A scenario in C# can run programs.",
        ["Invoke-Command"] = "is not needed here. Write a function, or the commands themselves.",
        ["Invoke-Expression"] = "runs text that no plan shows. Write the commands themselves.",
        ["Read-Host"] = "waits for somebody to type, and nobody does. Declare an Option.",
        ["Set-Alias"] = "could rename Verify's own words. Write a function.",
        ["New-Alias"] = "could rename Verify's own words. Write a function.",
        ["Import-Alias"] = "could rename Verify's own words. Write a function.",
        ["Set-StrictMode"] = "is set already, to the strictest. Leave it out.",
        ["Add-Type"] = "compiles what no plan shows. Write it in PowerShell, or a scenario in C#.",
        ["Stop-Process"] = "could end the run itself. A scenario in C# can run programs.",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Types of .NET that a body cannot use.</summary>
    public static readonly FrozenDictionary<string, string> RefusedTypes = new Dictionary<
        string,
        string
    >
    {
        ["Environment"] = "can end the run without a verdict. Use $env:NAME for the environment.",
        ["Console"] =
            "is the run's own, not the script's. Write-Output goes to the record; nothing can be read.",
        ["Threading.Thread"] = Thread,
        ["Threading.Tasks.Task"] = Thread,
        ["Threading.ThreadPool"] = Thread,
        ["Diagnostics.Process"] = "could not be interrupted. A scenario in C# can run programs.",
        ["ScriptBlock"] = "runs text that no plan shows. Write the commands themselves.",
        ["PowerShell"] = Thread,
        ["Management.Automation.PowerShell"] = Thread,
        ["Timers.Timer"] = Thread,
        ["Threading.Timer"] = Thread,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const string Word = "Word";

    private const string Beside =
        "starts a job, which the run could not end. A scenario in C# can run programs.";

    private const string Thread =
        "starts what the run could not end. A step does one thing after the other.";

    public static bool IsOurs(string name) =>
        Cmdlets.ContainsKey(Bare(name)) || Words.PlaceOf(Bare(name)) is not null;

    /// <summary>A word of the language is one without a hyphen.</summary>
    public static string NameOf(CmdletAttribute named) =>
        named.NounName == Word ? named.VerbName : $"{named.VerbName}-{named.NounName}";

    /// <summary>How PowerShell knows a word: a cmdlet needs a hyphen, so one without is an alias that nobody can change.</summary>
    public static IEnumerable<SessionStateCommandEntry> EntriesOf(string word, Type type)
    {
        if (word.Contains('-'))
            return [new SessionStateCmdletEntry(word, type, null)];
        var whole = $"{word}-{Word}";
        return
        [
            new SessionStateCmdletEntry(whole, type, null),
            new SessionStateAliasEntry(word, whole, "", ScopedItemOptions.Constant),
        ];
    }

    /// <summary>Whether an alias is the one that we made ourselves.</summary>
    public static bool IsOwnAlias(string name, string definition) =>
        definition.Equals($"{name}-{Word}", StringComparison.OrdinalIgnoreCase);

    // global:Expect is Expect.
    private static string Bare(string name) => name[(name.LastIndexOf(':') + 1)..];
}
