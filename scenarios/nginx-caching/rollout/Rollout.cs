using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>A change that is applied to a configuration tree of the user's, and the nginx that runs on it.</summary>
/// <param name="Tree">The tree's real path.</param>
/// <param name="Baseline">What the tree held when the run was asked for.</param>
/// <param name="Variant">Whose included change is made, or promised.</param>
/// <param name="Edits">The files that become others.</param>
/// <param name="Reload">The command that has nginx read them.</param>
/// <param name="Site">Where the baseline serves the stream from a folder of this machine; null where it does not.</param>
/// <param name="Target">The playlist that is looked at.</param>
internal sealed record Rollout(
    string Tree,
    LiveNginx Server,
    ServerConfiguration Baseline,
    NginxVariant Variant,
    IReadOnlyList<TreeEdit> Edits,
    IReadOnlyList<string> Reload,
    HlsSite? Site,
    TargetOrigin Target
)
{
    /// <exception cref="UsageError">An option is not what it should be, or there is nothing to change.</exception>
    /// <exception cref="CannotRun">No nginx runs on the tree, or it may not be changed.</exception>
    public static Rollout Of(RolloutOptions given, OriginProfile profile)
    {
        var tree = Engine.Tree.MustBeChangeable(given.Tree);
        var server = LiveNginx.FindAsync(tree, CancellationToken.None).GetAwaiter().GetResult();
        var baseline = server.Load();
        if (given.Baseline is { } measured)
            MustBe(baseline, measured);
        var (variant, edits) = given.Candidate is { } candidate
            ? (NginxVariant.Standalone, TreeEdit.Of(candidate, baseline))
            : TreeEdit.OfIncluded(profile, baseline);
        if (edits.Count == 0)
            throw new UsageError(
                $"--apply-to {given.Tree}: {baseline.File} is {(given.Candidate is { } same ? $"what --candidate {same} says" : "as the included change makes it")} already: there is nothing to change."
            );
        var (site, none) = SiteOf(baseline, server);
        return new(
            tree,
            server,
            baseline,
            variant,
            edits,
            given.Reload is { } command ? ShellWords.Split(command, "--reload") : server.ReloadLine,
            site,
            given.Target is { } url ? TargetOrigin.At(url)
                : site is not null ? TargetOrigin.At(site, PlaylistIn(site, profile))
                : throw new UsageError(
                    $"--apply-to {given.Tree} needs --target URL, the playlist to look at: {none}"
                )
        );
    }

    private static void MustBe(ServerConfiguration inTree, string measured)
    {
        if (ServerConfiguration.Load(measured).WholeSha256 != inTree.WholeSha256)
            throw new UsageError(
                $"--baseline {measured}, with what it includes, is not what {inTree.File} holds: what was measured is not what would be changed. Measure again, or leave --baseline out."
            );
    }

    private static (HlsSite? Site, string? None) SiteOf(
        ServerConfiguration baseline,
        LiveNginx server
    )
    {
        try
        {
            return (HlsSite.Find(baseline.Conf, server.Prefix), null);
        }
        catch (UsageError none)
        {
            return (null, none.Message);
        }
    }

    // The profile's name for it, or else whichever is there.
    private static string PlaylistIn(HlsSite site, OriginProfile profile)
    {
        var found = Directory.Exists(site.Folder)
            ? Directory
                .EnumerateFiles(site.Folder, "*.m3u8")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
                .ToArray()
            : [];
        return found.FirstOrDefault(name => name == profile.Hls.MasterPlaylist)
            ?? found.FirstOrDefault()
            ?? throw new UsageError(
                $"--apply-to needs a stream to look at, and {site.Folder}, which {site.Place} serves, holds no playlist. Start the encoder, or give --target URL."
            );
    }
}

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
