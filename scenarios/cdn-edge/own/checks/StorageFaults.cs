using Verify.Instruments.Gates;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 5.6: what viewers are given while the storage is away, or slow.</summary>
internal static class StorageFaults
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    // What an edge that waits for a storage takes at least, and one that does not takes nothing of.
    private static readonly TimeSpan Waited = Slow / 2;

    public static string Command(EdgePair pair) =>
        $"curl -si {pair.Paths[0].Playlist}  # the storage refuses, is silent, is slow";

    public static async Task CheckAsync(PairInRun run, Step step)
    {
        var both = await Task.WhenAll(run.Pair.Both.Select(edge => OfAsync(run, edge, step.Ct)));
        var (before, now) = (both[0], both[1]);
        step.Saw($"{before.Text}\n{now.Text}");
        Beside.NoLess(
            step,
            "what is kept is served while the storage refuses",
            before.Warm.Status == 200,
            now.Warm.Status == 200,
            "a storage that is away is no news to whoever asks for what is kept",
            OwnOutcomes.Away
        );
        Beside.NoLess(
            step,
            "what has expired is served while the storage refuses",
            before.Expired.Status == 200,
            now.Expired.Status == 200,
            "proxy_cache_use_stale error timeout serves what there is"
        );
        Beside.NoLess(
            step,
            "whoever asks for what has expired is answered without waiting for a slow storage",
            before.Slow.Took < Waited,
            now.Slow.Took < Waited,
            "proxy_cache_use_stale updating with proxy_cache_background_update refreshes it aside"
        );
        Beside.NoLess(
            step,
            $"a storage that is silent is given up within {EdgeAsks.Patience.TotalSeconds:0} s",
            before.Silent.Answer is not null,
            now.Silent.Answer is not null,
            "proxy_read_timeout is 60 s unless it is set"
        );
    }

    private static async Task<Away> OfAsync(PairInRun run, OwnEdge edge, CancellationToken ct)
    {
        var playlist = HttpAsk.Get(run.Paths.Playlist);
        var warm = await MetAsync(run, edge, playlist, Fault.Refuse, Before.Kept, ct);
        var expired = await MetAsync(run, edge, playlist, Fault.Refuse, Before.Expired, ct);
        var slow = await MetAsync(run, edge, playlist, Fault.Slow(Slow), Before.Expired, ct);
        var silent = await MetAsync(run, edge, playlist, Fault.Blackhole, Before.Cold, ct);
        return new(
            warm,
            expired,
            slow,
            silent,
            $"{edge.Role}: kept, storage refuses: {warm}\n{edge.Role}: expired, storage refuses: {expired}\n{edge.Role}: expired, storage takes {Slow.TotalSeconds:0} s: {slow} after {slow.Took.TotalSeconds:0.00} s\n{edge.Role}: cold, storage silent: {silent} after {silent.Took.TotalSeconds:0.00} s"
        );
    }

    // Each at an edge of its own: nginx leaves a server out for 10 s that has failed once (max_fails, fail_timeout).
    private static async Task<EdgeAsks.Seen> MetAsync(
        PairInRun run,
        OwnEdge edge,
        HttpAsk ask,
        Fault fault,
        Before before,
        CancellationToken ct
    )
    {
        await using var one = await run.ColdAsync(edge, ct);
        if (before != Before.Cold)
            await one.AskAsync(ask, ct);
        if (before == Before.Expired)
            await one.ExpireAsync(ask.Target);
        one.StorageFault = fault;
        var seen = await one.AskAsync(ask, ct);
        one.StorageFault = Fault.None;
        return seen;
    }

    private enum Before
    {
        Cold,
        Kept,
        Expired,
    }

    private sealed record Away(
        EdgeAsks.Seen Warm,
        EdgeAsks.Seen Expired,
        EdgeAsks.Seen Slow,
        EdgeAsks.Seen Silent,
        string Text
    );
}
