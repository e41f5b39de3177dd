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
                $"the change covers only media playlists: with the {shipped.Name}, the master playlist and segments keep the 10 s window: {Shown(slow[false])} ({Evidence})",
                "a viewer who joins after the master playlist changed gets the old renditions for up to 10 s; one who requests a segment that was rewritten under the same name, as after an encoder restart, plays the old content",
                "open_file_cache_valid 1s in their locations too, as for media playlists",
                kind: FindingKind.Unsolved,
                effect: Effect.Stale
            );
        if (slow[true].Any())
            step.Find(
                $"with the {shipped.Name}, a file that is requested before it was published stays 404 for up to 10 s: {Shown(slow[true])} ({Evidence})",
                "a player that runs ahead of the playlist, or guesses the next name, gets the error for longer than most players retry, and so does every viewer on that worker",
                "open_file_cache_errors off in the segment location; at http level it also fixes what step 5.10 finds",
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
