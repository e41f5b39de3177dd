using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>A directive as one line of text, for reading and for comparing.</summary>
internal static class DirectiveText
{
    /// <summary>The lines of a block, in one.</summary>
    public static string Lines(Directive directive) =>
        string.Join(
            ' ',
            Inner(directive)
                .Select(inner =>
                    inner.Block is null
                        ? $"{inner.Name} {inner.ArgsText}".TrimEnd() + ";"
                        : $"{$"{inner.Name} {inner.ArgsText}".TrimEnd()} {{ {Lines(inner)} }}"
                )
        );

    public static string Canonical(Directive directive, ContextKind context) =>
        directive.Block is null
            ? DirectiveValue.Canonical(directive.Name, context, InOneOrder(directive))
                + (directive.Code is { } code ? $"{{{code}}}" : "")
            : string.Join(
                '\n',
                Inner(directive)
                    .Select(inner => $"{inner.Name} {string.Join(' ', inner.Args)}")
                    .Order(StringComparer.Ordinal)
            );

    // A list of types is a set to nginx.
    private static IEnumerable<string> InOneOrder(Directive directive) =>
        directive.Name.EndsWith("_types", StringComparison.Ordinal)
            ? directive.Args.Distinct().Order(StringComparer.Ordinal)
            : directive.Args;

    private static IEnumerable<Directive> Inner(Directive directive) =>
        Expanded(directive.Block!.Nodes);

    private static IEnumerable<Directive> Expanded(IEnumerable<Node> nodes) =>
        nodes
            .OfType<Directive>()
            .SelectMany(inner =>
                inner.Included is { } files
                    ? files.SelectMany(file => Expanded(file.Nodes))
                    : [inner]
            );
}
