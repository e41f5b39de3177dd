using System.Management.Automation.Language;

namespace Verify.Scripts.Plan;

/// <summary>What a body may contain: nothing that could not be interrupted, taken back or told apart from a verdict.</summary>
internal sealed class BodyRules(
    DeclaredScript script,
    IReadOnlyList<AssignmentStatementAst> outside,
    Complaints complaints
)
{
    private readonly CommandRules commands = new(script, complaints);
    private readonly VariableRules variables = new(script, outside, complaints);

    public void Check(ScriptBlockAst body)
    {
        foreach (var node in body.FindAll(_ => true, searchNestedScriptBlocks: true))
            Look(node);
        variables.Check(body);
    }

    /// <summary>Assignments that no body reads would still be of no effect.</summary>
    public void CheckOutside()
    {
        foreach (var assignment in outside)
            complaints.Add(
                assignment.Extent,
                $"{assignment.Left.Extent.Text} = ... would never run here: only what stands in the block of a step runs. "
                    + "Move it into the step that needs it, or declare an Option."
            );
        foreach (var function in script.Functions.Where(one => Vocabulary.IsOurs(one.Name)))
            complaints.Add(
                function.Extent,
                $"{function.Name} is one of Verify's own words. Give the function another name."
            );
    }

    private void Look(Ast node)
    {
        switch (node)
        {
            case CommandAst command:
                commands.Check(command);
                break;
            case ExitStatementAst:
                complaints.Add(
                    node.Extent,
                    "exit would end the run without a verdict. Use return, Skip 'why', or throw 'what is wrong'."
                );
                break;
            case PipelineAst { Background: true }:
                complaints.Add(
                    node.Extent,
                    "& at the end starts a job, which the run could not end. A scenario in C# can run programs."
                );
                break;
            case FunctionDefinitionAst function when Vocabulary.IsOurs(function.Name):
                complaints.Add(
                    node.Extent,
                    $"{function.Name} is one of Verify's own words. Give the function another name."
                );
                break;
            case TypeExpressionAst type
                when Vocabulary.RefusedTypes.TryGetValue(Plain(type), out var cure):
                complaints.Add(node.Extent, $"[{type.TypeName.FullName}] {cure}");
                break;
            case AssignmentStatementAst assignment:
                variables.CheckTarget(assignment);
                break;
        }
    }

    private static string Plain(TypeExpressionAst type) =>
        type.TypeName.FullName.StartsWith("System.", StringComparison.OrdinalIgnoreCase)
            ? type.TypeName.FullName["System.".Length..]
            : type.TypeName.FullName;
}
