using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>An edge configuration of the user's, and the server in it that is asked.</summary>
/// <param name="Role">baseline or candidate.</param>
/// <param name="Media">Where its cached answers come from.</param>
/// <param name="Others">What else the same server asks.</param>
internal sealed record OwnEdge(
    string Role,
    ServerConfiguration Configuration,
    EdgeSite Site,
    IReadOnlyList<Upstream> Media,
    IReadOnlyList<Upstream> Others
)
{
    /// <summary>The value in force of a directive where a path is answered.</summary>
    public ValueInForce At(string path, string directive) =>
        Site.CachedAt(path)!.Effective.Of(directive);

    /// <summary>All that it asks, each once.</summary>
    public IEnumerable<Upstream> Upstreams =>
        Media.Concat(Others).DistinctBy(one => (one.Name, one.Port));

    /// <summary>Whom it trusts upstream: as the upstreams are ours in a run, so is what it has to trust.</summary>
    public IReadOnlyList<string> TrustedFiles =>
        [
            .. Configuration
                .Conf.Root.SelfAndDescendants.SelectMany(one =>
                    one.Named("proxy_ssl_trusted_certificate")
                )
                .Select(one => one.Args.FirstOrDefault() ?? "")
                .Where(file => file.Length > 0 && !file.Contains('$', StringComparison.Ordinal))
                .Select(file =>
                    Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Configuration.File)!, file))
                )
                .Distinct(),
        ];

    /// <summary>Names that a certificate upstream may be asked for.</summary>
    public IEnumerable<string> TlsNames =>
        Upstreams
            .Where(one => one.IsTls)
            .SelectMany(one => new[] { one.Name, one.Group ?? one.Name })
            .Concat(
                Configuration
                    .Conf.Root.SelfAndDescendants.SelectMany(one => one.Named("proxy_ssl_name"))
                    .Select(one => one.Args.FirstOrDefault() ?? "")
            )
            .Where(name => name.Length > 0 && !name.Contains('$', StringComparison.Ordinal));

    /// <summary>Folders of the caches that answers of a path are kept in.</summary>
    public IReadOnlyList<string> CacheFolders(string path)
    {
        var zone = At(path, "proxy_cache").Text;
        return
        [
            .. Configuration
                .Conf.Root.SelfAndDescendants.SelectMany(one => one.Named("proxy_cache_path"))
                .Where(one =>
                    one.Args.Any(word =>
                        word.StartsWith($"keys_zone={zone}:", StringComparison.Ordinal)
                    )
                )
                .Select(one => one.Args.First())
                .Where(folder => folder.StartsWith('/')),
        ];
    }

    /// <exception cref="UsageError">It has no cache, or a certificate that nginx cannot do without is not named.</exception>
    public static void MustBeAnEdge(NginxConf conf)
    {
        var file = conf.Main.Source.Path;
        if (!conf.Root.SelfAndDescendants.Any(one => one.Named("proxy_cache").Any(IsOn)))
            throw new UsageError(
                $"{file} has no proxy_cache: nothing is kept at that edge.\nGive the configuration of an edge that caches, with proxy_cache in a location that answers playlists or segments."
            );
        foreach (var site in EdgeSite.Of(conf).Where(site => site.IsTls))
            if (Effective.In(conf, site.Server).Of("ssl_certificate").Settings.Count == 0)
                throw new UsageError(
                    $"{site.Place}: the server listens with ssl and names no ssl_certificate.\nName one; the file itself may be missing here, and a stand-in takes its place."
                );
        foreach (var place in Effective.Everywhere(conf))
            if (
                place.Of("proxy_ssl_verify").Text == "on"
                && place.Of("proxy_ssl_trusted_certificate").Settings.Count == 0
            )
                throw new UsageError(
                    $"{place.Of("proxy_ssl_verify").Settings[0].Place}: proxy_ssl_verify is on and no proxy_ssl_trusted_certificate is named.\nName one; the file itself may be missing here, and a stand-in takes its place."
                );
    }

    private static bool IsOn(Directive cache) => cache.Args.FirstOrDefault() is not (null or "off");
}
