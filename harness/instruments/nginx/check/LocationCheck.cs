using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>The rules nginx has for locations within each other and beside each other.</summary>
internal static class LocationCheck
{
    public static IEnumerable<ConfProblem> Of(ConfContext level)
    {
        foreach (var location in level.Named("location").Where(it => it.Words.Count == 3))
        {
            var modifier = location.Words[1];
            if (modifier.Value is not ("=" or "^~" or "~" or "~*"))
            {
                yield return ConfProblem.Of(
                    location,
                    modifier,
                    $"invalid location modifier \"{modifier.Value}\"",
                    "nginx knows no such modifier",
                    "=, ^~, ~, ~*, or none"
                );
            }
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in level.Children.Where(child => child.Kind == ContextKind.Location))
        {
            var pattern = LocationPattern.Of(child.Opener!);
            var says =
                Misplaced(level, pattern)
                // A prefix is the same with and without ^~; regular expressions and names are not compared.
                ?? (
                    pattern.IsRegex
                    || pattern.IsNamed
                    || seen.Add((pattern.IsExact ? "=" : "") + Name(pattern))
                        ? null
                        : $"duplicate location \"{Name(pattern)}\""
                );
            if (says is not null)
            {
                yield return new(
                    child.Opener!.Place,
                    "location",
                    child.Opener.ArgsText,
                    says,
                    $"it stands in {level.Path}",
                    "a location of its own, within a prefix location that it begins with, or in the server"
                );
            }
        }
    }

    private static string? Misplaced(ConfContext level, LocationPattern inner)
    {
        if (level.Kind != ContextKind.Location)
        {
            return null;
        }
        var outer = LocationPattern.Of(level.Opener!);
        return outer switch
        {
            { IsExact: true } =>
                $"location \"{Name(inner)}\" cannot be inside the exact location \"{Name(outer)}\"",
            { IsNamed: true } =>
                $"location \"{Name(inner)}\" cannot be inside the named location \"{Name(outer)}\"",
            _ when inner.IsNamed =>
                $"named location \"{Name(inner)}\" can be on the server level only",
            _ when !inner.IsRegex && !inner.Text.StartsWith(outer.Text, StringComparison.Ordinal) =>
                $"location \"{Name(inner)}\" is outside location \"{Name(outer)}\"",
            _ => null,
        };
    }

    private static string Name(LocationPattern pattern) =>
        (pattern.IsNamed ? "@" : "") + pattern.Text;
}
