using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>The configuration as it is in force at one place: a location, a server, or any other context.</summary>
public sealed class Effective(NginxConf conf, ConfContext context)
{
    public NginxConf Conf { get; } = conf;

    /// <summary>The innermost context that applies.</summary>
    public ConfContext Context { get; } = context;

    /// <summary>What answers a request for the path, picked as nginx picks it.</summary>
    public static Effective At(NginxConf conf, string path) => At(conf, null, path);

    /// <param name="server">Which server is asked; null for the first one.</param>
    public static Effective At(NginxConf conf, ServerSelector? server, string path) =>
        new(conf, Route.Of(conf, server, path).Location);

    /// <param name="server">A server of the configuration.</param>
    public static Effective AtServer(NginxConf conf, ConfContext server, string path) =>
        new(conf, Route.Within(conf, server, path).Location);

    public static Effective In(NginxConf conf, ConfContext context) => new(conf, context);

    /// <summary>Every server and location (and if, limit_except) that can answer a request, in order.</summary>
    public static IReadOnlyList<Effective> Everywhere(NginxConf conf) =>
        [
            .. conf
                .Root.Children.Where(child => child.Kind == ContextKind.Http)
                .SelectMany(http => http.SelfAndDescendants)
                .Where(context =>
                    context.Kind
                        is ContextKind.Server
                            or ContextKind.Location
                            or ContextKind.LocationIf
                            or ContextKind.LimitExcept
                )
                .Select(context => new Effective(conf, context)),
        ];

    /// <summary>The value in force of a directive here.</summary>
    public ValueInForce Of(string directive)
    {
        var family = Inheritance.Family(directive);
        foreach (var level in Levels(directive))
        {
            var set =
                level.Directives.Count == 0
                    ? []
                    : family.SelectMany(level.Named).OrderBy(it => it.Place.Offset).ToList();
            if (set.Count > 0)
            {
                var settings = set.Select(it => new Setting(
                        it.Name,
                        Text(it),
                        level.Path,
                        it.Place
                    ))
                    .ToList();
                var canonical = set.Select(it =>
                    $"{it.Name} {DirectiveText.Canonical(it, level.Kind)}"
                );
                return new(
                    directive,
                    level == Context ? Standing.Own : Standing.Inherited,
                    settings,
                    string.Join(
                        '\n',
                        Inheritance.CountsEachTime(directive) ? canonical : canonical.Distinct()
                    )
                );
            }
        }
        return DirectiveDefaults.Of(directive) is { } value
            ? new(
                directive,
                Standing.Default,
                [new(directive, value)],
                $"{directive} {DefaultCanonical(directive, value)}"
            )
            : new(directive, Standing.Unset, [], "");
    }

    /// <summary>What levels further out set, and the one that counts here hides: the nearest first.</summary>
    public IReadOnlyList<Setting> Hidden(string directive)
    {
        var family = Inheritance.Family(directive);
        return
        [
            .. Levels(directive)
                .Select(level =>
                    family
                        .SelectMany(level.Named)
                        .OrderBy(it => it.Place.Offset)
                        .Select(it => new Setting(it.Name, Text(it), level.Path, it.Place))
                        .ToList()
                )
                .Where(level => level.Count > 0)
                .Skip(1)
                .SelectMany(level => level),
        ];
    }

    private static string Text(Directive directive) =>
        directive.Block is null
            ? directive.ArgsText
            : $"{directive.ArgsText} {{ {DirectiveText.Lines(directive)} }}".TrimStart();

    private static string DefaultCanonical(string directive, string value) =>
        DirectiveTable.Find(directive).FirstOrDefault() is { } spec
            ? DirectiveValue.Read(spec, value.Split(' ')).Canonical ?? value
            : value;

    // From here outwards; directives of events and main are looked for there, wherever one stands.
    private IEnumerable<ConfContext> Levels(string directive)
    {
        var specs = DirectiveTable.Find(directive).ToList();
        if (specs.Count > 0 && specs.All(spec => spec.Contexts == ContextKind.Events))
        {
            return Conf.Root.Children.Where(child => child.Kind == ContextKind.Events);
        }
        if (specs.Count > 0 && specs.All(spec => spec.Contexts == ContextKind.Main))
        {
            return [Conf.Root];
        }
        return Inherited(directive);
    }

    private IEnumerable<ConfContext> Inherited(string directive)
    {
        for (var level = Context; ; level = level.Parent)
        {
            yield return level;
            if (level.Parent is null || !Inheritance.Inherits(directive, level.Kind))
            {
                yield break;
            }
        }
    }
}
