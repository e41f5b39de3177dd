using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using Verify.Scripts.Values;

namespace Verify.Scripts.Plan;

/// <summary>The parameters that a body gives to Verify's own cmdlets: they exist, and literals have their unit.</summary>
internal sealed class CmdletRules(DeclaredScript script, Complaints complaints)
{
    public void Check(CommandAst command, string name, Type type)
    {
        var known = type.GetProperties()
            .Where(property => property.IsDefined(typeof(ParameterAttribute)))
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        var elements = command.CommandElements;
        for (var at = 1; at < elements.Count; at++)
            if (elements[at] is CommandParameterAst parameter)
            {
                if (Find(known, parameter.ParameterName) is not { } property)
                    Unknown(parameter, name, known.Keys);
                else if ((parameter.Argument ?? elements.ElementAtOrDefault(at + 1)) is { } value)
                    Literal(property, value);
            }
    }

    // As PowerShell does: a beginning is enough where it is the only one.
    private static PropertyInfo? Find(Dictionary<string, PropertyInfo> known, string name) =>
        known.TryGetValue(name, out var whole) ? whole
        : known
            .Keys.Where(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .ToArray()
            is [var only]
            ? known[only]
        : null;

    private void Unknown(CommandParameterAst parameter, string cmdlet, IEnumerable<string> known)
    {
        if (
            Cmdlet.CommonParameters.Contains(
                parameter.ParameterName,
                StringComparer.OrdinalIgnoreCase
            )
        )
            return;
        string[] names = [.. known.Order(StringComparer.Ordinal)];
        complaints.Add(
            parameter.Extent,
            $"{cmdlet} has no -{parameter.ParameterName}. It takes {string.Join(", ", names.Select(one => $"-{one}"))}."
                + NearestMatch.Hint(parameter.ParameterName, names)
        );
    }

    private void Literal(PropertyInfo property, Ast value)
    {
        if (value is not ConstantExpressionAst literal)
            return;
        var text = literal is StringConstantExpressionAst { Value: var said }
            ? said
            : literal.Extent.Text;
        if (property.Name == "Proves" && script.Outcomes.All(outcome => outcome.Id != text))
            complaints.Add(
                value.Extent,
                $"-Proves {text}: there is no such outcome. "
                    + (
                        script.Outcomes.Count == 0
                            ? $"Declare it: Outcome {text} 'what is promised' 'the value'."
                            : $"Outcomes are {string.Join(", ", script.Outcomes.Select(one => one.Id))}."
                    )
            );
        if (property.GetCustomAttribute<UnitAttribute>() is not { } unit)
            return;
        try
        {
            unit.Read(text);
        }
        catch (FormatException wrong)
        {
            complaints.Add(value.Extent, $"-{property.Name}: {wrong.Message}");
        }
    }
}
