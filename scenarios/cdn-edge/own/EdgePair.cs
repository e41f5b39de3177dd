using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>Two edge configurations of the user's, what viewers ask both for, and who answers what they ask.</summary>
/// <param name="Paths">What both answer through a cache, the likeliest first.</param>
internal sealed record EdgePair(
    OwnEdge Baseline,
    OwnEdge Candidate,
    IReadOnlyList<AskedPaths> Paths,
    IReadOnlyList<GivenUpstream> Given
)
{
    public const string BaselineRole = "baseline";
    public const string CandidateRole = "candidate";

    public IReadOnlyList<OwnEdge> Both => [Baseline, Candidate];

    /// <summary>The folder that answers for the cached paths; null for the included S3.</summary>
    public string? MediaFolder => FolderOf(Baseline.Media[0]);

    public string? FolderOf(Upstream upstream) =>
        Given.FirstOrDefault(one => upstream.IsCalled(one.Name))?.Folder;

    /// <summary>As they are on disk: outside, before the lab covers some of it.</summary>
    public static EdgePair Load(
        string baseline,
        string candidate,
        IReadOnlyList<string> upstreams
    ) =>
        Of(
            Named(BaselineRole, () => ServerConfiguration.Load(baseline)),
            Named(CandidateRole, () => ServerConfiguration.Load(candidate)),
            [.. upstreams.Select(GivenUpstream.Of)]
        );

    /// <summary>As they were saved in a run's folder: inside, where they may be out of sight.</summary>
    public static EdgePair Restore(string folder, IReadOnlyList<string> upstreams) =>
        Of(
            Restored(folder, BaselineRole),
            Restored(folder, CandidateRole),
            [.. upstreams.Select(GivenUpstream.Of)]
        );

    public void Save(string folder)
    {
        foreach (var edge in Both)
            edge.Configuration.Save(Path.Combine(folder, edge.Role));
    }

    private static EdgePair Of(
        ServerConfiguration baseline,
        ServerConfiguration candidate,
        IReadOnlyList<GivenUpstream> given
    )
    {
        var (before, after) = (
            Named(BaselineRole, () => Sites(baseline)),
            Named(CandidateRole, () => Sites(candidate))
        );
        var folder = given
            .Select(one => (one, content: Content(one)))
            .ToDictionary(one => one.one, one => one.content);
        var found = (
            from one in before
            from other in after
            let content = given
                .Where(it => MediaOf(one).Any(upstream => upstream.IsCalled(it.Name)))
                .Select(it => folder[it].Value)
                .FirstOrDefault()
            let paths = AskedPaths.Of(one, other, content)
            where paths.Count > 0
            // The same name and port, if there is one.
            orderby (one.Host == other.Host && one.Listener.Port == other.Listener.Port ? 0 : 1)
            select (one, other, paths)
        ).FirstOrDefault();
        if (found.paths is null)
            throw new UsageError(
                "--baseline and --candidate: no playlist and segment was found that both answer through a cache.\n"
                    + string.Join('\n', before.Concat(after).Select(site => $"  {site}").Distinct())
                    + $"\nLooked for {AskedPaths.PlaylistRest} and {AskedPaths.SegmentRest} below an id in every folder of their locations. Serve both from the same path, or give --upstream NAME=DIR with files by the names that their locations take."
            );
        var pair = new EdgePair(
            Edge(BaselineRole, baseline, found.one, found.paths),
            Edge(CandidateRole, candidate, found.other, found.paths),
            found.paths,
            given
        );
        pair.MustBeAnswered();
        return pair;
    }

    // Read when it is needed: a folder may answer for something else than what is cached.
    private static Lazy<FolderContent> Content(GivenUpstream given) =>
        new(() => Named("upstream", () => FolderContent.Of(given.Folder)));

    private static IReadOnlyList<EdgeSite> Sites(ServerConfiguration configuration)
    {
        OwnEdge.MustBeAnEdge(configuration.Conf);
        return EdgeSite.Of(configuration.Conf) is { Count: > 0 } sites
            ? sites
            : throw new UsageError(
                $"{configuration.File} has no server that can be reached over HTTP/1.1 by TCP."
            );
    }

    private static OwnEdge Edge(
        string role,
        ServerConfiguration configuration,
        EdgeSite site,
        IReadOnlyList<AskedPaths> paths
    )
    {
        IReadOnlyList<Upstream> media =
        [
            .. new[] { paths[0].Playlist, paths[0].Segment }
                .SelectMany(path => Upstream.Of(site.Conf, site.CachedAt(path)!.Pass))
                .DistinctBy(one => (one.Name, one.Port)),
        ];
        if (media.Count == 0)
            throw new UsageError(
                $"--{role}: {site.CachedAt(paths[0].Playlist)!.Pass.Place}: proxy_pass takes its server from a variable or a socket; nobody can answer for it here.\nName the server, or an upstream block, in proxy_pass."
            );
        return new(
            role,
            configuration,
            site,
            media,
            [
                .. MediaOf(site)
                    .Where(one => !media.Any(it => (it.Name, it.Port) == (one.Name, one.Port))),
            ]
        );
    }

    // All that a server asks.
    private static IEnumerable<Upstream> MediaOf(EdgeSite site) =>
        site
            .Server.SelfAndDescendants.SelectMany(one => one.Named("proxy_pass"))
            .SelectMany(pass => Upstream.Of(site.Conf, pass))
            .DistinctBy(one => (one.Name, one.Port));

    private void MustBeAnswered()
    {
        foreach (var edge in Both)
        foreach (var other in edge.Others.Where(one => FolderOf(one) is null && !IsApi(edge, one)))
            throw new UsageError(
                $"--{edge.Role}: {other.Place}: nobody answers for the upstream {other}: it is neither where the cached files come from nor asked for /v1/ or /health, which the included API answers.\nGive a folder for it: --upstream {other}=DIR."
            );
        foreach (
            var one in Given.Where(one =>
                !Both.Any(edge => edge.Upstreams.Any(it => it.IsCalled(one.Name)))
            )
        )
        {
            var known = Both.SelectMany(edge => edge.Upstreams)
                .Select(it => $"{it}")
                .Distinct()
                .ToArray();
            throw new UsageError(
                $"--upstream {one.Name}={one.Folder}: neither configuration asks {one.Name}. They ask {string.Join(", ", known)}."
                    + NearestMatch.Hint(one.Name, known)
            );
        }
    }

    /// <summary>Whether the included API answers for it: it is asked for that API's paths.</summary>
    public static bool IsApi(OwnEdge edge, Upstream upstream) =>
        edge
            .Site.Server.SelfAndDescendants.Where(one => one.Kind == ContextKind.Location)
            .Where(one =>
                one.Named("proxy_pass")
                    .SelectMany(pass => Upstream.Of(edge.Site.Conf, pass))
                    .Any(it => (it.Name, it.Port) == (upstream.Name, upstream.Port))
            )
            .Select(one => LocationPattern.Of(one.Opener!).Text)
            .Any(text =>
                text.Contains("/v1", StringComparison.Ordinal)
                || text.Contains("/health", StringComparison.Ordinal)
            );

    private static T Named<T>(string option, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UsageError error)
        {
            throw new UsageError($"--{option}: {error.Message}");
        }
    }

    private static ServerConfiguration Restored(string folder, string which) =>
        ServerConfiguration.RestoreAsync(Path.Combine(folder, which)).GetAwaiter().GetResult();
}
