using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Server;

/// <summary>A configuration with some of its directives replaced and every other byte kept, in included files too.</summary>
internal static class ConfEdit
{
    public static ConfFile Apply(ConfFile file, Func<Directive, Directive> edit)
    {
        var edited = file with { Nodes = Apply(file.Nodes, edit) };
        return edited with { Source = file.Source with { Text = edited.Write() } };
    }

    private static IReadOnlyList<Node> Apply(
        IReadOnlyList<Node> nodes,
        Func<Directive, Directive> edit
    ) => [.. nodes.Select(node => node is Directive directive ? Apply(directive, edit) : node)];

    private static Directive Apply(Directive directive, Func<Directive, Directive> edit)
    {
        var edited = edit(directive);
        return edited with
        {
            Block = edited.Block is { } block
                ? block with
                {
                    Nodes = Apply(block.Nodes, edit),
                }
                : null,
            Included = edited.Included is { } files
                ? [.. files.Select(file => Apply(file, edit))]
                : null,
        };
    }
}
