using System.Management.Automation.Language;

namespace Verify.Scripts.Plan;

/// <summary>The arguments of a word that declares, by name. They are literals: nothing of a script runs while it is planned.</summary>
internal sealed class Given
{
    private const string Unknown = "?";

    private readonly Dictionary<string, Ast> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Complaints complaints;

    public Given(CommandAst command, WordForm form, Complaints complaints)
    {
        (this.complaints, Place) = (complaints, command.Extent);
        var free = new Queue<string>(form.Positions);
        string? waiting = null;
        foreach (var element in command.CommandElements.Skip(1))
        {
            if (element is CommandParameterAst parameter)
                waiting = Name(parameter, form);
            else if (waiting is not null)
                (values[waiting], waiting) = (element, null);
            else if (free.TryDequeue(out var position))
                values[position] = element;
            else
                complaints.Add(
                    element.Extent,
                    $"{form.Word} takes no more arguments here. Write it as in: {form.Example}"
                );
        }
        if (waiting is { } open and not Unknown)
            complaints.Add(
                command.Extent,
                $"-{open} has no value. Give it one, as in: {form.Example}"
            );
        foreach (
            var missing in form.Required.Where(name => !values.ContainsKey(name) && name != waiting)
        )
            complaints.Add(
                command.CommandElements[0].Extent,
                $"{form.Word} has no {missing}. Write it as in: {form.Example}"
            );
    }

    public IScriptExtent Place { get; }

    public bool Has(string name) => values.ContainsKey(name);

    public IScriptExtent At(string name) =>
        values.TryGetValue(name, out var value) ? value.Extent : Place;

    /// <summary>A literal as it was typed (1.10 is not 1.1); empty where it is not given.</summary>
    public string Text(string name) =>
        values.TryGetValue(name, out var value) ? Literal(value) : "";

    /// <summary>One literal, or several with commas.</summary>
    public IReadOnlyList<string> List(string name) =>
        !values.TryGetValue(name, out var value) ? []
        : value is ArrayLiteralAst several ? [.. several.Elements.Select(Literal)]
        : [Literal(value)];

    public ScriptBlockAst? Block(string name)
    {
        if (!values.TryGetValue(name, out var value))
            return null;
        if (value is ScriptBlockExpressionAst block)
            return block.ScriptBlock;
        complaints.Add(value.Extent, $"here a block in braces is expected: {{ ... }}.");
        return null;
    }

    private string? Name(CommandParameterAst parameter, WordForm form)
    {
        var name = parameter.ParameterName;
        if (Same(form.Switches, name) is { } flag)
        {
            values[flag] = parameter;
            return null;
        }
        if (Same(form.Named, name) is { } known)
        {
            if (parameter.Argument is { } joined)
                values[known] = joined;
            return parameter.Argument is null ? known : null;
        }
        string[] all = [.. form.Named, .. form.Switches];
        complaints.Add(
            parameter.Extent,
            $"{form.Word} has no -{name}. It takes {(all.Length == 0 ? "none" : string.Join(", ", all.Select(one => $"-{one}")))}."
                + NearestMatch.Hint(name, all)
        );
        // What follows it is its value, and not one more mistake.
        return Unknown;
    }

    private static string? Same(IReadOnlyList<string> names, string name) =>
        names.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));

    private string Literal(Ast value)
    {
        switch (value)
        {
            case StringConstantExpressionAst text:
                return text.Value;
            case ConstantExpressionAst:
                return value.Extent.Text;
            default:
                complaints.Add(
                    value.Extent,
                    $"{value.Extent.Text.Split('\n')[0]} is no literal. The plan is made without running anything: write the value itself."
                );
                return "";
        }
    }
}
