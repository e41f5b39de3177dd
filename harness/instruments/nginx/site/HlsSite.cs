using System.Net;
using Verify.Engine;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Site;

/// <summary>Where a configuration serves HLS from a folder over plain HTTP.</summary>
/// <param name="Folder">What is served, on disk; absolute.</param>
/// <param name="Prefix">What the URI of each file in it begins with.</param>
/// <param name="Address">Where a client of the same network reaches the server.</param>
/// <param name="Host">The name that has to be asked for; null where any will do.</param>
/// <param name="Place">The server that serves it, as file:line.</param>
public sealed record HlsSite(
    string Folder,
    string Prefix,
    IPAddress Address,
    int Port,
    string? Host,
    SourcePlace Place
)
{
    // What lies in these is needed to run anything at all, or is no place on a disk.
    private static readonly string[] NotBelow =
    [
        "/bin",
        "/boot",
        "/dev",
        "/etc",
        "/lib",
        "/lib64",
        "/proc",
        "/sbin",
        "/sys",
        "/usr/bin",
        "/usr/lib",
        "/usr/sbin",
    ];

    private static readonly string[] NotItself =
    [
        "/",
        "/home",
        "/opt",
        "/root",
        "/run",
        "/srv",
        "/tmp",
        "/usr",
        "/usr/local",
        "/usr/share",
        "/var",
        "/var/lib",
        "/var/log",
    ];

    // A server has the folders that it writes to for itself: a stream in one of them it would not see.
    private static readonly string[] Written =
    [
        "access_log",
        "error_log",
        "pid",
        "lock_file",
        "client_body_temp_path",
        "proxy_temp_path",
        "fastcgi_temp_path",
        "uwsgi_temp_path",
        "scgi_temp_path",
        "proxy_cache_path",
    ];

    public override string ToString() =>
        $"http://{Host ?? $"{Address}"}:{Port}{Prefix} -> {Folder} ({Place})";

    /// <summary>The place that serves a playlist and its segments; of several the one that is most about HLS.</summary>
    /// <param name="serverPrefix">Where relative paths start: nginx -p, or what nginx was built with.</param>
    /// <exception cref="UsageError">There is none; it says what was looked at.</exception>
    public static HlsSite Find(NginxConf conf, string serverPrefix) =>
        All(conf, serverPrefix, out var reasons).FirstOrDefault() ?? throw None(conf, reasons);

    /// <summary>Every place that serves them, of every server, the one that is most about HLS first.</summary>
    public static IReadOnlyList<HlsSite> AllOf(NginxConf conf, string serverPrefix) =>
        All(conf, serverPrefix, out _);

    /// <summary>The places from which two configurations serve the same folder.</summary>
    /// <exception cref="UsageError">There is no folder that both serve.</exception>
    public static (HlsSite Baseline, HlsSite Candidate) Of(
        NginxConf baseline,
        NginxConf candidate,
        string serverPrefix
    )
    {
        var ofBaseline = All(baseline, serverPrefix, out var reasons);
        if (ofBaseline.Count == 0)
            throw None(baseline, reasons);
        var ofCandidate = All(candidate, serverPrefix, out reasons);
        if (ofCandidate.Count == 0)
            throw None(candidate, reasons);
        foreach (var site in ofBaseline)
        {
            // The same address too, if there is one.
            var same = ofCandidate
                .Where(other => other.Folder == site.Folder)
                .OrderByDescending(other => other.Prefix == site.Prefix)
                .FirstOrDefault();
            if (same is not null)
                return (site, same);
        }
        throw new UsageError(
            "The two configurations serve no folder in common, so one stream cannot be put under both.\n"
                + $"{baseline.Main.Source.Path} serves:\n{Lines(ofBaseline)}\n"
                + $"{candidate.Main.Source.Path} serves:\n{Lines(ofCandidate)}\n"
                + "Give both the same root, or alias, for the playlists."
        );
    }

    private static List<HlsSite> All(
        NginxConf conf,
        string serverPrefix,
        out IReadOnlyList<string> reasons
    )
    {
        var refused = new List<string>();
        var found = new List<(HlsSite Site, int Score)>();
        var servers = SiteServer.Of(conf);
        foreach (var server in servers)
        {
            if (server.Refusal is { } none)
            {
                refused.Add($"{server.Place}: server: {none}");
                continue;
            }
            foreach (var prefix in SitePrefixes.Of(server.Context))
            {
                var answer = new StaticAnswer(conf, server, serverPrefix);
                var (folder, refusal, score) = answer.At(prefix);
                refusal ??= Unfit(conf, folder!);
                if (refusal is not null)
                    refused.Add($"{server.Place}: {prefix}: {refusal}");
                else
                    found.Add((server.At(folder!, prefix), score));
            }
        }
        reasons = refused.Distinct().ToArray();
        return [.. found.OrderByDescending(it => it.Score).Select(it => it.Site)];
    }

    // A tmpfs is laid over it, in a lab of its own.
    private static string? Unfit(NginxConf conf, string folder) =>
        NotItself.Contains(folder) || NotBelow.Any(system => IsIn(folder, system))
            ? $"{folder} cannot be covered by a tmpfs: the machine needs what is there"
        : Needed(conf).FirstOrDefault(path => IsIn(path, folder)) is { } needed
            ? $"{folder} cannot be covered by a tmpfs: {needed} lies in it"
        : null;

    private static IEnumerable<string> Needed(NginxConf conf) =>
        conf
            .Files.Select(ServerConfiguration.PathOf)
            .Concat(
                conf.Root.SelfAndDescendants.SelectMany(context =>
                        Written.SelectMany(context.Named)
                    )
                    .SelectMany(directive => directive.Args.Take(1))
                    .Where(path => path.StartsWith('/'))
            );

    private static bool IsIn(string path, string folder) =>
        path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal);

    private static UsageError None(NginxConf conf, IReadOnlyList<string> reasons) =>
        new(
            $"{conf.Main.Source.Path} serves no .m3u8 with its .ts from a folder over plain HTTP.\n"
                + (
                    reasons.Count == 0
                        ? "It has no server in an http block."
                        : string.Join('\n', reasons)
                )
                + "\nWanted is a place that answers with files: root or alias, without return, proxy_pass, deny or a login."
        );

    private static string Lines(IEnumerable<HlsSite> sites) =>
        string.Join('\n', sites.Select(site => $"  {site}").Distinct());
}
