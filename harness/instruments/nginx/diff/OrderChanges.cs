using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>Lines that kept their value and lost their place in the order.</summary>
internal static class OrderChanges
{
    public static IEnumerable<ConfChange> Of(ConfContext after, DirectivePairs lines) =>
        lines
            .OutOfOrder(after)
            .Select(pair => new ConfChange(
                ChangeKind.Moved,
                after.Path,
                pair.After.Block is null
                    ? pair.After.Name
                    : $"{pair.After.Name} {pair.After.ArgsText}".TrimEnd(),
                pair.Before.Block is null ? pair.Before.ArgsText : "{ ... }",
                pair.After.Block is null ? pair.After.ArgsText : "{ ... }",
                pair.Before.Place,
                pair.After.Place,
                [],
                WhyItMatters(pair.After, after)
            ));

    private static string WhyItMatters(Directive directive, ConfContext context) =>
        directive.Name switch
        {
            "location" when LocationPattern.Of(directive).IsRegex =>
                "nginx tries regular expressions in this order",
            "allow" or "deny" => "the first rule that fits decides",
            "rewrite" or "set" or "if" or "return" or "break" =>
                "the rewrite directives run in this order",
            "server" when directive.Block is not null =>
                "the first server of a port is its default unless one says default_server",
            "add_header" => "headers are sent in this order",
            _ when context.Kind == ContextKind.Entries =>
                "the first regular expression that fits decides; other entries have no order",
            _ => "the order does not matter to nginx",
        };
}
