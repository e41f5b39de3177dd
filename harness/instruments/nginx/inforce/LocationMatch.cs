namespace Verify.Instruments;

/// <summary>
/// Picks the location as <c>ngx_http_core_find_location</c> does: an exact one ends the search; else the longest
/// prefix and what is nested in it, then, unless that prefix has ^~, the first regular expression in order.
/// </summary>
internal static class LocationMatch
{
    /// <returns>The location, or the level itself where none matches.</returns>
    public static ConfContext Find(ConfContext level, string uri) => Search(level, uri).Found;

    // Final: an exact location or a regular expression decided it, so no level above looks further.
    private static (ConfContext Found, bool Final) Search(ConfContext level, string uri)
    {
        var locations = level
            .Children.Where(child => child.Kind == ContextKind.Location)
            .Select(child => (context: child, pattern: LocationPattern.Of(child.Opener!)))
            .ToList();
        var exact = locations.FirstOrDefault(it => it.pattern.IsExact && it.pattern.Text == uri);
        if (exact.context is not null)
        {
            return (exact.context, true);
        }
        var prefix = locations
            .Where(it =>
                it.pattern.IsPrefix && uri.StartsWith(it.pattern.Text, StringComparison.Ordinal)
            )
            .OrderByDescending(it => it.pattern.Text.Length)
            .FirstOrDefault();
        var best = level;
        if (prefix.context is not null)
        {
            var nested = Search(prefix.context, uri);
            if (nested.Final)
            {
                return nested;
            }
            best = nested.Found;
        }
        if (prefix.pattern?.Modifier != "^~")
        {
            var regex = locations
                .Where(it => it.pattern.IsRegex)
                .FirstOrDefault(it => Matches(it.context, it.pattern, uri));
            if (regex.context is not null)
            {
                return (Search(regex.context, uri).Found, true);
            }
        }
        return (best, false);
    }

    private static bool Matches(ConfContext location, LocationPattern pattern, string uri) =>
        PcrePattern
            .Compile(pattern.Text, pattern.Modifier == "~*", location.Opener!.Words[^1].Place)
            .IsMatch(uri);
}
