using Verify.Engine.Undo;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Tls;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>A pair of edges in a run, and who answers what they ask.</summary>
/// <param name="platform">The included S3 and API.</param>
internal sealed class PairInRun(EdgePair pair, PlatformInRun platform, string folder)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, NginxServer> folders = [];
    private readonly Dictionary<string, RunningEdge> edges = [];
    private readonly StandInAuthority authority = StandInAuthority.For([
        "storage.invalid",
        .. pair.Both.SelectMany(edge => edge.TlsNames),
    ]);
    private AskedPaths? paths;

    public EdgePair Pair => pair;

    /// <summary>Whether anything is answered by the included S3 or API.</summary>
    public bool NeedsPlatform =>
        pair.Both.Any(edge => edge.Upstreams.Any(one => pair.FolderOf(one) is null));

    /// <summary>What viewers ask both for.</summary>
    public AskedPaths Paths =>
        paths ?? throw new CannotRun("The edges are not running: step 3.2 did not pass.");

    /// <summary>The edge of a role, as it has run since step 3.2.</summary>
    public RunningEdge this[string role] =>
        edges.TryGetValue(role, out var edge)
            ? edge
            : throw new CannotRun($"The {role} edge is not running: step 3.2 did not pass.");

    /// <summary>Another one of the same configuration, with nothing in its cache.</summary>
    public Task<RunningEdge> ColdAsync(OwnEdge edge, CancellationToken ct) =>
        RunningEdge.StartAsync(edge, PortOf, authority, ct);

    public Change Start() =>
        new(
            "start both edges, unmodified",
            $"nginx -c {pair.Baseline.Configuration.File}; nginx -c {pair.Candidate.Configuration.File}",
            "stop both",
            step =>
                step.OutsideAsync(
                    new EndProcesses(folder, ["nginx"]),
                    async ct =>
                    {
                        foreach (var given in pair.Given.Select(one => one.Folder).Distinct())
                            folders[given] = await FolderServer.StartAsync(
                                given,
                                Path.Combine(folder, $"folder-{folders.Count}"),
                                ct
                            );
                        paths = await FindAsync(step, ct);
                        foreach (var edge in pair.Both)
                            edges[edge.Role] = await ColdAsync(edge, ct);
                        Say(step);
                    }
                ),
            async _ =>
            {
                foreach (var edge in edges.Values)
                    await edge.DisposeAsync();
                foreach (var server in folders.Values)
                    await server.DisposeAsync();
                edges.Clear();
                folders.Clear();
                paths = null;
            }
        );

    /// <summary>A check that needs both edges.</summary>
    public Func<Step, Task> While(Func<PairInRun, Step, Task> check) =>
        async step =>
        {
            foreach (var edge in pair.Both)
                this[edge.Role].Nginx.MustRun();
            await check(this, step);
        };

    private int PortOf(Upstream upstream) =>
        pair.FolderOf(upstream) is { } given ? folders[given].Endpoint.Address.Port
        : pair.Both.Any(edge =>
            edge.Media.Any(one => (one.Name, one.Port) == (upstream.Name, upstream.Port))
        )
            ? platform.Stores.Storage.Endpoint.Url.Port
        : platform.Of(PlatformInRun.Without)[0].Client.BaseAddress!.Port;

    // Which of the likely paths are asked of the storage, and how they are asked there, the edges themselves say.
    private async Task<AskedPaths> FindAsync(Step step, CancellationToken ct)
    {
        if (pair.MediaFolder is { } given)
            return await InFolderAsync(given, ct);
        var video = await platform.VideoAsync(PlatformInRun.Without, ct);
        var found = pair.Paths[0].Of(video.Id);
        var stored = new StoredVideo(
            platform.Stores.Bucket(PlatformInRun.Without),
            $"hls/{video.Id}/"
        );
        foreach (var edge in pair.Both)
        {
            var asked = await AskedForAsync(edge, found.Playlist, ct);
            step.Saw($"{edge.Role}: {found.Playlist} is asked of {edge.Media[0]} as {asked}");
            await stored.PutAsync(asked, edge.Media[0], ct);
        }
        return found;
    }

    private async Task<AskedPaths> InFolderAsync(string given, CancellationToken ct)
    {
        foreach (var likely in pair.Paths)
        {
            var asked = await AskedForAsync(pair.Baseline, likely.Playlist, ct);
            if (asked == likely.PlaylistFile)
                return likely;
        }
        throw new CannotRun(
            $"--upstream: the edge asks for nothing that {given} has: {pair.Paths[0].Playlist} is asked as {await AskedForAsync(pair.Baseline, pair.Paths[0].Playlist, ct)}.\nGive the folder in which that path leads to the file."
        );
    }

    private async Task<string> AskedForAsync(OwnEdge edge, string path, CancellationToken ct)
    {
        await using var trial = await ColdAsync(edge, ct);
        var answer = await new HeaderProbe(trial.Endpoint, Timeout).AskAsync(HttpAsk.Get(path), ct);
        return trial.Asked is [var first, ..]
            ? first.Path
            : throw new CannotRun(
                $"{edge.Role}: {path} is not asked of {edge.Media[0]}: the edge answers {answer.Answer?.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? answer.Failure}.\nIts error log:\n{trial.Nginx.Log}"
            );
    }

    private void Say(Step step)
    {
        foreach (var edge in pair.Both)
        {
            step.Saw($"{edge.Role}: {edge.Site}");
            foreach (var upstream in edge.Upstreams)
                step.Saw(
                    $"{edge.Role}: {upstream} is answered by {pair.FolderOf(upstream) ?? (edge.Media.Contains(upstream) ? "the included S3" : "the included API")}{(upstream.IsTls ? ", over TLS with a certificate of the lab's" : "")}"
                );
            foreach (var file in edge.TrustedFiles)
                step.Saw($"{edge.Role}: {file} holds the lab's own certificate authority");
            foreach (var file in this[edge.Role].Nginx.StandIns)
                step.Saw($"{edge.Role}: {file} is a stand-in certificate");
        }
    }
}
