using System.Management.Automation.Language;

namespace Verify.Scripts.Plan;

/// <summary>Which commands a body may call. A program called bare could not be interrupted.</summary>
internal sealed class CommandRules(DeclaredScript script, Complaints complaints)
{
    private readonly HashSet<string> functions =
    [
        .. script.Functions.Select(function => function.Name.ToLowerInvariant()),
    ];
    private readonly CmdletRules cmdlets = new(script, complaints);

    public void Check(CommandAst command)
    {
        if (command.CommandElements[0] is ScriptBlockExpressionAst)
            return;
        if (command.GetCommandName() is not { } name)
            complaints.Add(
                command.Extent,
                $"which command {command.CommandElements[0].Extent.Text} is cannot be told from the text. Call it by its name."
            );
        else if (Vocabulary.Cmdlets.TryGetValue(name, out var type))
            cmdlets.Check(command, name, type);
        else if (Words.PlaceOf(name) is { } place)
            complaints.Add(
                command.Extent,
                $"{name} stands {place}, and not in the block of a step."
            );
        else if (Vocabulary.Refused.TryGetValue(name, out var cure))
            complaints.Add(command.Extent, $"{name} {cure}");
        else if (!IsKnown(command, name))
            complaints.Add(command.Extent, Unknown(name));
        else if (IsParallel(command))
            complaints.Add(
                command.Extent,
                "-Parallel starts threads, which the run could not end. Leave it out."
            );
    }

    private bool IsKnown(CommandAst command, string name) =>
        functions.Contains(name.ToLowerInvariant())
        || Vocabulary.Aliases.Contains(name)
        || IsDefinedInside(command, name)
        || (
            name.Split('-') is [var verb, { Length: > 0 } noun]
            && Vocabulary.Verbs.Contains(verb)
            && !noun.Contains('/')
        );

    private static bool IsDefinedInside(CommandAst command, string name)
    {
        Ast top = command;
        while (top.Parent is not null)
            top = top.Parent;
        return top.FindAll(node => node is FunctionDefinitionAst, searchNestedScriptBlocks: true)
            .Cast<FunctionDefinitionAst>()
            .Any(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string Unknown(string name)
    {
        var near = NearestMatch.Of(name, Vocabulary.Cmdlets.Keys);
        return near is not null
            ? $"there is no {name}. Did you mean '{near}'?"
            : $"{name} is a program, which could not be interrupted. A scenario in C# can run programs.";
    }

    private static bool IsParallel(CommandAst command) =>
        command
            .CommandElements.OfType<CommandParameterAst>()
            .Any(one =>
                one.ParameterName.Length > 1
                && "Parallel".StartsWith(one.ParameterName, StringComparison.OrdinalIgnoreCase)
            );
}
