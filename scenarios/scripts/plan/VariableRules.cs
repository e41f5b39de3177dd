using System.Management.Automation.Language;

namespace Verify.Scripts.Plan;

/// <summary>
/// Which variables a body may read: its own, the options, and $State. Two passes confuse people where a body reads what
/// only the first of them has set, so that is refused before anything runs.
/// </summary>
internal sealed class VariableRules(
    DeclaredScript script,
    IReadOnlyList<AssignmentStatementAst> outside,
    Complaints complaints
)
{
    private const string State = "State";

    private readonly HashSet<string> assignedOutside = new(
        outside.SelectMany(one => Targets(one.Left)).Select(one => one.VariablePath.UserPath),
        StringComparer.OrdinalIgnoreCase
    );

    public void Check(ScriptBlockAst body)
    {
        var own = Own(body);
        foreach (var read in All<VariableExpressionAst>(body))
        {
            var name = read.VariablePath.UserPath;
            if (read.VariablePath.IsGlobal || read.VariablePath.IsScript)
                complaints.Add(
                    read.Extent,
                    $"${name}: steps share nothing but $State, which is in the record. Write $State.{name.Split(':')[^1]}."
                );
            else if (!read.VariablePath.IsDriveQualified && !IsKnown(name) && !own.Contains(name))
                complaints.Add(read.Extent, $"${name} {Cure(name, own)}");
        }
    }

    /// <summary>What is given to the body is not the body's to set.</summary>
    public void CheckTarget(AssignmentStatementAst assignment)
    {
        foreach (var target in Targets(assignment.Left))
        {
            var name = target.VariablePath.UserPath;
            if (name.Equals("ErrorActionPreference", StringComparison.OrdinalIgnoreCase))
                complaints.Add(
                    assignment.Extent,
                    "errors stop a step, always. Leave $ErrorActionPreference alone; use try and catch for an error that you expect."
                );
            else if (name.Equals(State, StringComparison.OrdinalIgnoreCase))
                complaints.Add(
                    assignment.Extent,
                    "$State itself stays. Set what is in it: $State.Name = value."
                );
            else if (IsOption(name))
                complaints.Add(
                    assignment.Extent,
                    $"${name} is an option of the script, and constant. Give the variable another name."
                );
        }
    }

    private string Cure(string name, IReadOnlySet<string> own)
    {
        if (assignedOutside.Contains(name))
            return "is assigned outside of the steps' blocks only, where nothing runs. "
                + "Assign it in this step, keep it in $State in an earlier one, or declare an Option.";
        string[] known = [.. script.Options.Select(one => one.Name), .. own, State];
        return "is assigned nowhere in this step, and no Option is called so. "
            + $"Declare it (Option {name} text -Help '...'), assign it here, or use $State.{name} if an earlier step has set it."
            + NearestMatch.Hint(name, known);
    }

    private bool IsKnown(string name) => ReservedNames.Automatic.Contains(name) || IsOption(name);

    private bool IsOption(string name) =>
        script.Options.Any(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> Own(ScriptBlockAst body) =>
        new(
            All<AssignmentStatementAst>(body)
                .SelectMany(one => Targets(one.Left))
                .Concat(All<ForEachStatementAst>(body).Select(one => one.Variable))
                .Concat(All<ParameterAst>(body).Select(one => one.Name))
                // A function of the script: its parameters stand beside its block.
                .Concat(
                    (body.Parent as FunctionDefinitionAst)?.Parameters?.Select(one => one.Name)
                        ?? []
                )
                .Select(one => one.VariablePath.UserPath)
                .Concat(NamedByParameter(body)),
            StringComparer.OrdinalIgnoreCase
        );

    // -OutVariable seen sets $seen.
    private static IEnumerable<string> NamedByParameter(ScriptBlockAst body) =>
        from command in All<CommandAst>(body)
        from pair in command.CommandElements.Zip(command.CommandElements.Skip(1))
        where
            pair is (CommandParameterAst { ParameterName: var name }, StringConstantExpressionAst)
            && name.EndsWith("Variable", StringComparison.OrdinalIgnoreCase)
        select ((StringConstantExpressionAst)pair.Second).Value.TrimStart('+');

    private static IEnumerable<VariableExpressionAst> Targets(Ast left) =>
        left switch
        {
            VariableExpressionAst one => [one],
            AttributedExpressionAst typed => Targets(typed.Child),
            ArrayLiteralAst several => several.Elements.SelectMany(Targets),
            _ => [],
        };

    private static IEnumerable<T> All<T>(Ast body)
        where T : Ast => body.FindAll(node => node is T, searchNestedScriptBlocks: true).Cast<T>();
}
