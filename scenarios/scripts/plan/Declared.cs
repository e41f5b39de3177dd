using System.Management.Automation.Language;

namespace Verify.Scripts.Plan;

/// <summary>A script as it was read: what it declares, before anything of it has run.</summary>
internal sealed record DeclaredScript(
    string Name,
    string Title,
    IReadOnlyList<DeclaredOption> Options,
    IReadOnlyList<ExpectedOutcome> Outcomes,
    IReadOnlyList<DeclaredPhase> Phases,
    IReadOnlyList<FunctionDefinitionAst> Functions
);

/// <summary>An option of the script.</summary>
/// <param name="Kind">One of <see cref="OptionKinds"/>.</param>
internal sealed record DeclaredOption(
    string Name,
    string Kind,
    string? Default,
    string Help,
    IReadOnlyList<string> Words
)
{
    /// <summary>As it is typed: -Name MaxAge is --max-age.</summary>
    public string Typed => OptionKinds.Typed(Name);
}

/// <summary>A phase with its steps.</summary>
internal sealed record DeclaredPhase(
    string Id,
    string Title,
    string Proves,
    string Needs,
    bool Always,
    IReadOnlyList<DeclaredAct> Acts
)
{
    /// <summary>Where it stands, for whatever is wrong with it.</summary>
    public required Given Place { get; init; }
}

/// <summary>What a step is: it decides what blocks what, and what is taken back.</summary>
internal enum ActKind
{
    Step,
    Gate,
    Change,
    Undo,
}

/// <summary>A numbered step, with the script blocks that carry it out.</summary>
/// <param name="Do">Null where an Undo only takes back and claims nothing of its own.</param>
/// <param name="Undo">Of a Change.</param>
/// <param name="From">Of an Undo: the phase down to which everything is taken back.</param>
internal sealed record DeclaredAct(
    ActKind Kind,
    string Id,
    string Title,
    TimeSpan Limit,
    ScriptBlockAst? Do,
    ScriptBlockAst? Undo,
    string? From
)
{
    /// <summary>Where it stands, for whatever is wrong with it.</summary>
    public required Given Place { get; init; }
}
