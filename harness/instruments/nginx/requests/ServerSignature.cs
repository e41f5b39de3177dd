using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Requests;

/// <summary>A server as a text that is equal for servers which answer every request alike.</summary>
internal sealed class ServerSignature(PlaceValues values)
{
    private readonly Dictionary<ConfContext, string> made = [];

    public string Of(ConfContext server)
    {
        if (!made.TryGetValue(server, out var text))
            made[server] = text = Level(server);
        return text;
    }

    public string Of(Entrance entrance)
    {
        var names = entrance.Names.ToList();
        var each = entrance
            .Servers.Select(server =>
                $"{string.Join(' ', Entrance.NamesOf(server))}\u001E{Of(server)}"
            )
            .ToList();
        // Only expressions and names that stand twice give the order of servers a meaning.
        var isOrdered =
            names.Any(name => name.StartsWith('~')) || names.Distinct().Count() < names.Count;
        return string.Join(
            '\u001D',
            (isOrdered ? each : [.. each.Order(StringComparer.Ordinal)]).Prepend(
                Of(entrance.Default)
            )
        );
    }

    private string Level(ConfContext place)
    {
        var locations = place
            .Children.Where(it => it.Kind == ContextKind.Location)
            .Select(it => (pattern: LocationPattern.Of(it.Opener!), text: Level(it)))
            .ToList();
        var expressions = locations.Where(it => it.pattern.IsRegex);
        var others = locations
            .Where(it => !it.pattern.IsRegex)
            .OrderBy(it => $"{it.pattern}", StringComparer.Ordinal);
        return string.Join(
                '\u001F',
                values
                    .Names(place)
                    .Select(name => $"{name} {values.Of(place, name, uri: null).Meaning}")
            )
            + string.Concat(expressions.Concat(others).Select(it => $"{it.pattern}{{{it.text}}}"));
    }
}
