using System.Buffers;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Locations that no request can come to.</summary>
internal static class ReachWarnings
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\.[]()*+?{}^$");

    private static readonly string[] MatchAll =
    [
        "",
        ".",
        ".*",
        "^",
        "^/",
        "/",
        "^.*$",
        "^.*",
        ".*$",
        "^/.*$",
        "^/.*",
    ];

    public static IEnumerable<ConfWarning> Of(ConfContext level)
    {
        var locations = level
            .Children.Where(child => child.Kind == ContextKind.Location)
            .Select(child => (Context: child, Pattern: LocationPattern.Of(child.Opener!)))
            .ToList();
        var before = new List<(ConfContext Context, LocationPattern Pattern)>();
        foreach (var regex in locations.Where(it => it.Pattern.IsRegex))
        {
            if (
                before.FirstOrDefault(it => Covers(it.Pattern, regex.Pattern)) is
                { Context: { } hides }
            )
            {
                yield return Unreachable(
                    regex.Context,
                    $"the regular expression at {hides.Opener!.Place} matches first"
                );
            }
            else if (Captor(regex.Pattern, locations) is { } captor)
            {
                yield return Unreachable(
                    regex.Context,
                    $"paths that it could match have the longest prefix {captor.Pattern} ({captor.Context.Opener!.Place}), and ^~ leaves regular expressions untried"
                );
            }
            before.Add(regex);
        }
        if (level.Kind == ContextKind.Server)
        {
            foreach (
                var named in locations.Where(it =>
                    it.Pattern.IsNamed && !IsAsked(level, it.Pattern.Text)
                )
            )
            {
                yield return Unreachable(
                    named.Context,
                    "no error_page, try_files or other directive names it"
                );
            }
        }
    }

    private static bool Covers(LocationPattern earlier, LocationPattern later) =>
        MatchAll.Contains(earlier.Text)
        || earlier.Text == later.Text
            && (earlier.Modifier == later.Modifier || earlier.Modifier == "~*");

    // All paths of ^/literal... begin with the literal: one ^~ prefix may have them all.
    private static (ConfContext Context, LocationPattern Pattern)? Captor(
        LocationPattern regex,
        List<(ConfContext Context, LocationPattern Pattern)> locations
    )
    {
        if (regex.Modifier != "~" || !regex.Text.StartsWith('^') || regex.Text.Contains('|'))
        {
            return null;
        }
        var end = regex.Text.AsSpan(1).IndexOfAny(Special);
        var literal = end < 0 ? regex.Text[1..] : regex.Text[1..(end + 1)];
        // "/ab?" may be "/a" alone.
        if (end >= 0 && regex.Text[end + 1] is '*' or '?' or '{' && literal.Length > 0)
        {
            literal = literal[..^1];
        }
        var captor = locations
            .Where(it =>
                it.Pattern.Modifier == "^~"
                && literal.StartsWith(it.Pattern.Text, StringComparison.Ordinal)
            )
            .OrderByDescending(it => it.Pattern.Text.Length)
            .FirstOrDefault();
        return
            captor.Context is null
            || locations.Any(it =>
                it.Pattern.Modifier == ""
                && it.Pattern.Text.StartsWith(captor.Pattern.Text, StringComparison.Ordinal)
            )
            ? null
            : captor;
    }

    private static bool IsAsked(ConfContext server, string name) =>
        server
            .SelfAndAncestors.Concat(server.SelfAndDescendants)
            .SelectMany(level => level.Directives)
            .Any(line =>
                line.Name != "location"
                && (
                    line.Args.Contains($"@{name}")
                    || line.Code?.Contains($"@{name}", StringComparison.Ordinal) == true
                )
            );

    private static ConfWarning Unreachable(ConfContext location, string why) =>
        new(
            location.Opener!.Place,
            "unreachable",
            location.Parent!.Path,
            "location",
            $"{ContextLabel.Of(location.Opener!)} answers no request: {why}",
            "leave it out, or put it where it is tried"
        );
}
