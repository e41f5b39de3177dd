using Verify.Scenarios.Changes;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Freshness;

/// <summary>Step 5.5: how old the playlists are that viewers get, side by side over the same files.</summary>
/// <param name="room">How large the tmpfs has to be for what the caches hold; null where nothing tells.</param>
internal sealed class StreamFreshness(
    ServedStream stream,
    Promise promise,
    LiveOrigin live,
    string? room = null
)
{
    public const string Command =
        "watch -n0.05 curl -s http://127.0.0.1:17080/stream.m3u8  # against the renames on /var/hls";

    /// <returns>What was seen of each server.</returns>
    public async Task<IReadOnlyList<FreshnessSeen>> CheckAsync(Step step)
    {
        var memory = new PinnedMemory(stream, live, room);
        await memory.OpenListedSegmentsAsync(step);
        using var watch = FreshnessWatch.Start(stream, live.Servers);
        var seen = await watch.SeeAsync(new FreshnessProgress(step), step.Ct);
        // Before anything is judged: what a dead part served or did not serve is no verdict on a configuration.
        live.MustRun();
        memory.Measure(step);
        FreshnessEvidence.Keep(step, watch, seen);
        StreamPublished.Judge(step, stream, live, watch);
        step.Measure(
            new(
                "the meters' own processor time while it was watched",
                watch.Cores,
                "cores",
                Source: $"of this process; {seen.Sum(one => one.Both.Sum(pair => pair.Seen.Samples.Count))} requests in {watch.Watching.TotalSeconds:0.0} s"
            )
        );
        if (watch.NoProbes is { } none)
            step.Find(
                $"no probe playlist can be placed next to the stream's: {none}",
                "the stream's playlist itself is watched for twice as long; it shows only the moments at which the encoder publishes, and the configuration predicts the rest",
                "to measure it, serve it from a location that answers other names in the folder too",
                kind: FindingKind.NotSeen,
                effect: Effect.Stale
            );
        new FreshnessClaims(step, stream, promise, seen).Judge();
        return seen;
    }
}
