using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Site;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>A server of an edge's configuration, and how viewers reach it.</summary>
/// <param name="Host">The name that they ask for; null where it has none that can be asked for.</param>
internal sealed record EdgeSite(NginxConf Conf, ConfContext Server, Listener Listener, string? Host)
{
    // What a client that speaks TCP and HTTP/1.1 cannot use.
    private static readonly string[] Unusable = ["quic", "proxy_protocol"];

    public bool IsTls => Listener.Parameters.Contains("ssl");

    public SourcePlace Place => Server.Opener!.Place;

    public ServerAddress Address => new(Listener.Reached, Listener.Port, Host) { IsTls = IsTls };

    /// <summary>Those of all servers that a client can reach, plain HTTP first.</summary>
    public static IReadOnlyList<EdgeSite> Of(NginxConf conf) =>
        [
            .. conf
                .Root.Children.Where(child => child.Kind == ContextKind.Http)
                .SelectMany(http => http.Children)
                .Where(child => child.Kind == ContextKind.Server)
                .SelectMany(server =>
                    Listener
                        .Of(server)
                        .Where(IsUsable)
                        .Select(listener => new EdgeSite(conf, server, listener, NameOf(server)))
                )
                .OrderBy(site => site.IsTls),
        ];

    /// <summary>What answers a path through a cache; null where nothing does.</summary>
    public CachedPlace? CachedAt(string path)
    {
        var place = Followed(Effective.AtServer(Conf, Server, path));
        var cache = place.Of("proxy_cache");
        return
            place.Context.Named("proxy_pass").FirstOrDefault() is { } pass
            && cache.Standing is Standing.Own or Standing.Inherited
            && cache.Text != "off"
            ? new(place, pass)
            : null;
    }

    public override string ToString() =>
        $"{(IsTls ? "https" : "http")}://{Host ?? $"{Listener.Reached}"}:{Listener.Port} ({Place})";

    // try_files ... @storage: what is not on the edge's own disk is asked of the storage.
    private Effective Followed(Effective place) =>
        place.Context.Named("try_files").FirstOrDefault()?.Args.LastOrDefault() is ['@', ..] name
        && Server.SelfAndDescendants.FirstOrDefault(one =>
            one.Kind == ContextKind.Location && one.Opener!.ArgsText == name
        )
            is { } named
            ? Effective.In(Conf, named)
            : place;

    private static bool IsUsable(Listener listener) =>
        !listener.Text.StartsWith("unix:", StringComparison.Ordinal)
        && !listener.Parameters.Any(Unusable.Contains)
        && (listener.Parameters.Contains("ssl") || !listener.Parameters.Contains("http2"));

    // ".example.com" stands for the name itself too, "*.example.com" for any below it.
    private static string? NameOf(ConfContext server) =>
        server
            .Named("server_name")
            .SelectMany(line => line.Args)
            .Select(name => name.TrimStart('.').Replace("*.", "www.", StringComparison.Ordinal))
            .FirstOrDefault(name =>
                name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
            );
}

/// <summary>Where a path is answered through a cache.</summary>
internal sealed record CachedPlace(Effective Effective, Directive Pass);
