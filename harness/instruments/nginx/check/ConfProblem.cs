using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Something in a configuration that nginx refuses, or may.</summary>
/// <param name="Value">The word it is about.</param>
/// <param name="Says">nginx's own words.</param>
/// <param name="Reason">Why, in ours.</param>
/// <param name="Allowed">What could stand there.</param>
/// <param name="Certain">False where another build or module of nginx may see it otherwise.</param>
public sealed record ConfProblem(
    SourcePlace Place,
    string Directive,
    string Value,
    string Says,
    string Reason,
    string Allowed,
    bool Certain = true
)
{
    public string File => Place.File;

    public int Line => Place.Line;

    public override string ToString() =>
        $"{Place}: {Says}: {Directive} {Value}: {Reason}. Allowed: {Allowed}.";

    internal static ConfProblem Of(
        Directive directive,
        string says,
        string reason,
        string allowed
    ) => new(directive.Place, directive.Name, directive.ArgsText, says, reason, allowed);

    internal static ConfProblem Of(
        Directive directive,
        Word word,
        string says,
        string reason,
        string allowed
    ) => new(word.Place, directive.Name, word.Value, says, reason, allowed);
}
