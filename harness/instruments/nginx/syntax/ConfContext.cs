using Verify.Instruments.Nginx.Directives;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>A context as nginx sees it: a block's directives, with those of included files in their place.</summary>
public sealed class ConfContext
{
    private readonly List<Directive> directives = [];
    private readonly List<Comment> comments = [];
    private readonly List<ConfContext> children = [];
    private ILookup<string, Directive>? byName;
    private IReadOnlyDictionary<ConfContext, string>? servers;
    private Dictionary<Directive, ConfContext>? byOpener;
    private string? path;

    private ConfContext(ContextKind kind, Directive? opener, ConfContext? parent)
    {
        Kind = kind;
        Opener = opener;
        Parent = parent;
    }

    public ContextKind Kind { get; }

    /// <summary>The directive that opens it; null for main.</summary>
    public Directive? Opener { get; }

    public ConfContext? Parent { get; }

    /// <summary>All directives that stand in it, in order; those that open a block too.</summary>
    public IReadOnlyList<Directive> Directives => directives;

    public IReadOnlyList<Comment> Comments => comments;

    /// <summary>The contexts within it, in order; code blocks are none.</summary>
    public IReadOnlyList<ConfContext> Children => children;

    /// <summary>As read in a report, such as http/server/location ~ \.m3u8$.</summary>
    public string Path => path ??= PathOf();

    public IEnumerable<Directive> Named(string name) =>
        (byName ??= directives.ToLookup(found => found.Name, StringComparer.Ordinal))[name];

    /// <summary>The context that a directive of this one opens, or null.</summary>
    public ConfContext? OpenedBy(Directive directive)
    {
        byOpener ??= children.ToDictionary<ConfContext, Directive>(
            child => child.Opener!,
            ReferenceEqualityComparer.Instance
        );
        return byOpener.GetValueOrDefault(directive);
    }

    public IEnumerable<ConfContext> SelfAndAncestors
    {
        get
        {
            for (var context = this; context is not null; context = context.Parent)
            {
                yield return context;
            }
        }
    }

    public IEnumerable<ConfContext> SelfAndDescendants =>
        children.SelectMany(child => child.SelfAndDescendants).Prepend(this);

    internal static ConfContext Of(ConfFile main)
    {
        var root = new ConfContext(ContextKind.Main, null, null);
        root.Take(main.Nodes);
        return root;
    }

    private void Take(IEnumerable<Node> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case Comment comment:
                    comments.Add(comment);
                    break;
                case Directive { Included: { } files }:
                    foreach (var file in files)
                    {
                        Take(file.Nodes);
                    }
                    break;
                case Directive directive:
                    directives.Add(directive);
                    Open(directive);
                    break;
            }
        }
    }

    private void Open(Directive directive)
    {
        if (directive.Block is { } block)
        {
            var child = new ConfContext(KindOf(directive.Name), directive, this);
            children.Add(child);
            child.Take(block.Nodes);
        }
    }

    private string PathOf()
    {
        if (Opener is null)
        {
            return "main";
        }
        var label =
            Opener.Name == "server"
                ? (Parent!.servers ??= ContextLabel.OfServers(Parent))[this]
                : ContextLabel.Of(Opener);
        return Parent!.Opener is null ? label : $"{Parent.Path}/{label}";
    }

    private ContextKind KindOf(string name) =>
        (Kind, name) switch
        {
            (ContextKind.Main, "events") => ContextKind.Events,
            (ContextKind.Main, "http") => ContextKind.Http,
            (ContextKind.Http, "server") => ContextKind.Server,
            (ContextKind.Http, "upstream") => ContextKind.Upstream,
            (ContextKind.Server or ContextKind.Location, "location") => ContextKind.Location,
            (ContextKind.Server, "if") => ContextKind.ServerIf,
            (ContextKind.Location, "if") => ContextKind.LocationIf,
            (ContextKind.Location, "limit_except") => ContextKind.LimitExcept,
            _ when DirectiveTable.HoldsEntries(name) => ContextKind.Entries,
            _ => ContextKind.Foreign,
        };
}
