using Verify.Fixtures.Nginx.Live;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Site;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.Rollouts;

/// <summary>A change that is applied to a configuration tree of the user's, and the nginx that runs on it.</summary>
/// <param name="Tree">The tree's real path.</param>
/// <param name="Baseline">What the tree held when the run was asked for.</param>
/// <param name="Included">What the included change comes to here; null for a candidate of the user's.</param>
/// <param name="Edits">The files that become others.</param>
/// <param name="Reload">The command that has nginx read them.</param>
/// <param name="Live">The playlists that viewers get from it; the one that is looked at comes first.</param>
internal sealed record Rollout(
    string Tree,
    LiveNginx Server,
    ServerConfiguration Baseline,
    IReadOnlyList<ExpectedChange>? Included,
    IReadOnlyList<TreeEdit> Edits,
    IReadOnlyList<string> Reload,
    IReadOnlyList<LivePlaylist> Live
)
{
    /// <exception cref="UsageError">An option is not what it should be, or there is nothing to change.</exception>
    /// <exception cref="CannotRun">No nginx runs on the tree, or it may not be changed.</exception>
    /// <param name="master">The playlist that is looked for first.</param>
    /// <param name="make">Makes the included change, where the user gives no candidate.</param>
    public static Rollout Of(RolloutOptions given, string master, MakeIncluded make)
    {
        var tree = Engine.Tree.Tree.MustBeChangeable(given.Tree);
        var server = LiveNginx.FindAsync(tree, CancellationToken.None).GetAwaiter().GetResult();
        var baseline = server.Load();
        if (given.Baseline is { } measured)
            MustBe(baseline, measured);
        var found = new LivePlaylists(baseline.Conf, server.Prefix);
        var all = found.All(master);
        IReadOnlyList<LivePlaylist> live = given.Target is { } url
            ? [found.At(TargetOrigin.At(url)), .. all]
            : all;
        var rollout = new Rollout(
            tree,
            server,
            baseline,
            null,
            [],
            given.Reload is { } command ? ShellWords.Split(command, "--reload") : server.ReloadLine,
            live.Count > 0
                ? [.. live.DistinctBy(one => (one.Server.Port, one.Uri))]
                : throw NothingToLookAt(given, baseline, server)
        );
        var (edits, included) = given.Candidate is { } candidate
            ? (TreeEdit.Of(candidate, baseline), null)
            : rollout.OfIncluded(given, make);
        return edits.Count > 0
            ? rollout with
            {
                Edits = edits,
                Included = included,
            }
            : throw new UsageError(
                $"--apply-to {given.Tree}: {baseline.File} is {(given.Candidate is { } same ? $"what --candidate {same} says" : "as the included change makes it")} already: there is nothing to change."
            );
    }

    /// <summary>The playlist that is looked at, and asked for in the load.</summary>
    public TargetOrigin Target => Live[0].Target;

    /// <summary>Where its live files lie on this machine: probes are put beside them.</summary>
    public IReadOnlyList<string> Folders =>
        [
            .. Live.SelectMany(one => new[] { one.File, one.SegmentFile })
                .OfType<string>()
                .Select(file => Path.GetDirectoryName(file)!)
                .Distinct(),
        ];

    /// <summary>Every location that answers for live playlists, with one of them each; the one looked at first.</summary>
    /// <param name="now">What the tree says now.</param>
    public IReadOnlyList<LivePlace> Places(ServerConfiguration now) =>
        [
            .. Live.Where(one =>
                    one == Live[0] || one.File is { } file && LivePlaylists.IsLive(file)
                )
                .Select(one => new LivePlace(one, Asked(Baseline, one), Asked(now, one)))
                .Where(place => place.Unanswered is null)
                .DistinctBy(place =>
                    (place.Before.At(place.Live.Uri).Context, place.Now.At(place.Live.Uri).Context)
                ),
        ];

    /// <summary>Live playlists that no server of the tree answers for any more, and why.</summary>
    public IReadOnlyList<(string Uri, string Why)> Unanswered(ServerConfiguration now) =>
        [
            .. Live.Where(one => one.File is not null)
                .Select(one =>
                    (one.Uri, new LivePlace(one, Asked(Baseline, one), Asked(now, one)).Unanswered)
                )
                .Where(one => one.Unanswered is not null)
                .Select(one => (one.Uri, one.Unanswered!)),
        ];

    private (IReadOnlyList<TreeEdit>, IReadOnlyList<ExpectedChange>?) OfIncluded(
        RolloutOptions given,
        MakeIncluded make
    ) =>
        Places(Baseline) is { Count: > 0 } places
            ? make(Baseline, places)
            : throw new UsageError(
                $"--apply-to {given.Tree}: nothing in {Baseline.File} answers {Live[0].Target.Path}, so Verify cannot tell where to make the included change. Give --target URL of this server, or the changed configuration with --candidate FILE."
            );

    /// <summary>The file that is served under a request target; null where it is not known, or not on this machine.</summary>
    public string? FileOf(string uri) => Try(() => Asked(Baseline, Live[0]).FileOf(uri).Path);

    /// <summary>Whether two request targets are answered by the same location, before the change and with it.</summary>
    public bool IsAnsweredAlike(string one, string other) =>
        new Func<ServerConfiguration>[] { () => Baseline, Server.Load }.All(read =>
            Try(() => Asked(read(), Live[0]).At(one).Context)
            == Try(() => Asked(read(), Live[0]).At(other).Context)
        );

    // Of a server that the tree does not have, nothing is known.
    private static T? Try<T>(Func<T?> look)
        where T : class
    {
        try
        {
            return look();
        }
        catch (UsageError)
        {
            return null;
        }
    }

    private AskedServer Asked(ServerConfiguration configuration, LivePlaylist live) =>
        new(configuration.Conf, live.Server, Server.Prefix);

    private static void MustBe(ServerConfiguration inTree, string measured)
    {
        if (ServerConfiguration.Load(measured).WholeSha256 != inTree.WholeSha256)
            throw new UsageError(
                $"--baseline {measured}, with what it includes, differs from {inTree.File}: the configuration that was measured is not the one to be changed. Measure again, or leave --baseline out."
            );
    }

    private static UsageError NothingToLookAt(
        RolloutOptions given,
        ServerConfiguration baseline,
        LiveNginx server
    )
    {
        try
        {
            var site = HlsSite.Find(baseline.Conf, server.Prefix);
            return new(
                $"--apply-to needs a stream to check, but {site.Folder}, which {site.Place} serves, holds no playlist with a segment. Start the encoder, or give --target URL."
            );
        }
        catch (UsageError none)
        {
            return new(
                $"--apply-to {given.Tree} needs --target URL with the playlist to check: {none.Message}"
            );
        }
    }
}

/// <summary>Makes the included change in a tree, wherever it belongs there, and says what it comes to.</summary>
/// <param name="places">What answers for live playlists.</param>
internal delegate (
    IReadOnlyList<TreeEdit> Edits,
    IReadOnlyList<ExpectedChange> Changes
) MakeIncluded(ServerConfiguration inTree, IReadOnlyList<LivePlace> places);

/// <summary>What the user said of a rollout.</summary>
/// <param name="Baseline">A file that the tree has to hold; null to take it as it is.</param>
/// <param name="Candidate">Null for the included change.</param>
internal sealed record RolloutOptions(
    string Tree,
    string? Baseline,
    string? Candidate,
    string? Reload,
    string? Target
);
