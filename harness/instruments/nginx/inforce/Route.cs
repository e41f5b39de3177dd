using Verify.Engine;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>Which server and which location answer a request, and why those.</summary>
/// <param name="Uri">The path as nginx matches it: decoded, without query, dots resolved.</param>
/// <param name="Location">The location; the server itself where none matches.</param>
/// <remarks>
/// The first choice only: what a rewrite, try_files, index or error_page sends elsewhere is not followed.
/// </remarks>
public sealed record Route(
    string Uri,
    ConfContext Server,
    string ServerReason,
    ConfContext Location,
    string LocationReason
)
{
    /// <summary>nginx answers 301 to the path with a slash after it: the location that has it passes requests on.</summary>
    public bool IsRedirect =>
        Location.Kind == ContextKind.Location
        && LocationPattern.Of(Location.Opener!) is { IsRegex: false } pattern
        && pattern.Text == $"{Uri}/";

    /// <param name="wanted">Which server is asked; null for the one that answers without a name.</param>
    public static Route Of(NginxConf conf, ServerSelector? wanted, string path)
    {
        var server = ServerMatch.Find(conf, wanted ?? new ServerSelector());
        return Within(conf, server.Server, path) with { ServerReason = server.Why };
    }

    public static Route Within(NginxConf conf, ConfContext server, string path)
    {
        if (server.Kind != ContextKind.Server)
        {
            throw new UsageError($"{server.Path} is no server: a server answers requests.");
        }
        var merges = Effective.In(conf, server).Of("merge_slashes").Text != "off";
        var uri = UriPath.Normalise(path, merges);
        var location = LocationMatch.Find(server, uri);
        return new(uri, server, "it was named", location.Found, location.Why);
    }
}
