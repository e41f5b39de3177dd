using Verify.Instruments.Invalidation;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Invalidations;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Phases;

/// <summary>What takes longer than the change promises for playlists, as measured with the candidate to ship.</summary>
internal static class InvalidationFindings
{
    private const string Evidence = "invalidation.csv";

    public static void Tell(Step step, IReadOnlyList<InvalidationSeen> all)
    {
        var shipped = all.First(one => one.Server.Role == ServerRole.Candidate).Server;
        var slow = all.Where(one =>
                one.Server == shipped
                && one.Unknown is null
                && one.LastOld.Max > Bounds.Fresh + Bounds.Floor
            )
            .ToLookup(one => one.Kind.What == InvalidationKind.Appeared);
        if (slow[false].Any())
            step.Find(
                $"the change covers media playlists alone: with the {shipped.Name} the master playlist and segments keep the 10 s window: {Shown(slow[false])} ({Evidence})",
                "a viewer who joins after the master playlist changed is given the old renditions for up to 10 s; one who asks for a segment that was written again under its name, as after a restart of the encoder, plays the old picture",
                "open_file_cache_valid 1s in their locations too, as in that of the media playlists",
                kind: FindingKind.Unsolved,
                effect: Effect.Stale
            );
        if (slow[true].Any())
            step.Find(
                $"asked for a moment too early, it stays 404 for up to 10 s with the {shipped.Name}: {Shown(slow[true])} ({Evidence})",
                "a player ahead of the playlist, or one that guesses the next name, gets the error for longer than most players retry, and with it everyone on that worker",
                "open_file_cache_errors off in the segment location; at http level it cures what 5.10 finds too",
                kind: FindingKind.Unsolved,
                effect: Effect.Error
            );
    }

    private static string Shown(IEnumerable<InvalidationSeen> slow) =>
        string.Join(
            ", ",
            slow.Select(one => $"{one.Kind.Name} {one.LastOld.Max.TotalSeconds:0.0} s")
        );
}
