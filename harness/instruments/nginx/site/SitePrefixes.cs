using System.Text.RegularExpressions;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Site;

/// <summary>The beginnings of URIs under which a server might serve a stream, as its locations name them.</summary>
internal static partial class SitePrefixes
{
    /// <returns>Each ends with a slash; the root comes last.</returns>
    public static IReadOnlyList<string> Of(ConfContext server) =>
        [
            .. server
                .SelfAndDescendants.Where(context => context.Kind == ContextKind.Location)
                .Select(location => Of(LocationPattern.Of(location.Opener!)))
                .OfType<string>()
                .Where(prefix => prefix != "/")
                .Append("/")
                .Distinct(),
        ];

    /// <returns>The beginning that a location stands for; null where it says none.</returns>
    public static string? Of(LocationPattern pattern) =>
        pattern switch
        {
            { IsPrefix: true } when pattern.Text.StartsWith('/') => pattern.Text.TrimEnd('/') + "/",
            { IsExact: true } => UpToSlash(pattern.Text),
            // ^/live/ and what follows; what comes before an operator is meant as it stands.
            { IsRegex: true }
                when LiteralStart().Match(pattern.Text) is { Success: true } literal => UpToSlash(
                literal.Value[1..]
            ),
            _ => null,
        };

    private static string UpToSlash(string text) => text[..(text.LastIndexOf('/') + 1)];

    [GeneratedRegex(@"^\^/[A-Za-z0-9_/-]*(?=[^?*{]|$)")]
    private static partial Regex LiteralStart();
}
