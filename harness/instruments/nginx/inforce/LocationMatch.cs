using System.Runtime.CompilerServices;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>
/// Picks the location as <c>ngx_http_core_find_location</c> does: an exact one ends the search; else the longest
/// prefix and what is nested in it, then, unless that prefix has ^~, the first regular expression in order.
/// </summary>
internal static class LocationMatch
{
    // Many requests are asked of the same locations.
    private static readonly ConditionalWeakTable<ConfContext, PcrePattern> Compiled = [];

    /// <returns>The location, or the level itself where none matches, and why.</returns>
    public static (ConfContext Found, string Why) Find(ConfContext server, string uri)
    {
        var (found, why, _) = Search(server, uri);
        return (found, why);
    }

    // Final: an exact location or a regular expression decided it, so no level above looks further.
    private static (ConfContext Found, string Why, bool Final) Search(ConfContext level, string uri)
    {
        var locations = level
            .Children.Where(child => child.Kind == ContextKind.Location)
            .Select(child => (context: child, pattern: LocationPattern.Of(child.Opener!)))
            .ToList();
        var exact = locations.FirstOrDefault(it => it.pattern.IsExact && it.pattern.Text == uri);
        if (exact.context is not null)
        {
            return (exact.context, "exact (=): nothing else is tried", true);
        }
        // Before anything that is nested, and before the regular expressions.
        if (
            !locations.Any(it => it.pattern.IsPrefix && it.pattern.Text == uri)
            && locations.FirstOrDefault(it => Redirects(it.context, it.pattern, uri))
                is { context: { } redirecting }
        )
        {
            return (
                redirecting,
                $"nginx answers 301 to {uri}/ here: the location ends with that slash and passes its requests on",
                true
            );
        }
        var prefix = locations
            .Where(it =>
                it.pattern.IsPrefix && uri.StartsWith(it.pattern.Text, StringComparison.Ordinal)
            )
            .OrderByDescending(it => it.pattern.Text.Length)
            .FirstOrDefault();
        var (best, why) = (level, "no location matches");
        if (prefix.context is not null)
        {
            var nested = Search(prefix.context, uri);
            if (nested.Final)
            {
                return nested;
            }
            (best, why) =
                nested.Found == prefix.context
                    ? (prefix.context, WhyPrefix(prefix.pattern))
                    : (nested.Found, nested.Why);
        }
        if (prefix.pattern?.Modifier == "^~")
        {
            return (best, why, false);
        }
        var expressions = locations.Where(it => it.pattern.IsRegex).ToList();
        var regex = expressions.FirstOrDefault(it => Matches(it.context, it.pattern, uri));
        if (regex.context is null)
        {
            return (best, why, false);
        }
        var inner = Search(regex.context, uri);
        return (
            inner.Found,
            inner.Found == regex.context
                ? WhyRegex(regex.context, regex.pattern, prefix.pattern)
                : inner.Why,
            true
        );
    }

    // What nginx calls auto_redirect: set by proxy_pass and its kin in a location with a slash at its end.
    private static bool Redirects(ConfContext location, LocationPattern pattern, string uri) =>
        (pattern.IsPrefix || pattern.IsExact)
        && pattern.Text.Length == uri.Length + 1
        && pattern.Text.EndsWith('/')
        && pattern.Text.StartsWith(uri, StringComparison.Ordinal)
        && location.Directives.Any(line => Inheritance.PassesOn(line.Name));

    private static string WhyPrefix(LocationPattern prefix) =>
        prefix.Modifier == "^~"
            ? "longest prefix, with ^~: no regular expression is tried"
            : "longest prefix: no regular expression matches";

    private static string WhyRegex(
        ConfContext location,
        LocationPattern regex,
        LocationPattern? prefix
    ) =>
        $"regular expression {regex.Text} at {location.Opener!.Place}, the first that matches"
        + (prefix is null ? "" : $"; it wins over the prefix {prefix.Text}");

    private static bool Matches(ConfContext location, LocationPattern pattern, string uri) =>
        Compiled
            .GetValue(
                location,
                _ =>
                    PcrePattern.Compile(
                        pattern.Text,
                        pattern.Modifier == "~*",
                        location.Opener!.Words[^1].Place
                    )
            )
            .IsMatch(uri);
}
