using Verify.Instruments.Answers;

namespace Verify.Instruments.Staleness;

/// <summary>What was got of one file from one endpoint, and what was published under its name meanwhile.</summary>
internal sealed record WatchedFile(
    IReadOnlyList<Observation> Observations,
    PublicationTimeline Timeline
)
{
    private readonly List<IReadOnlyList<Observation>> byWorker = ByWorker(Observations);

    /// <summary>Who of them answered is known of every answer: each worker's cache can be followed by itself.</summary>
    private bool IsTraced => Observations.All(seen => seen.Worker is not null);

    /// <summary>The mean length of the gap between two looks at one cache that a moment falls into.</summary>
    /// <param name="workers">Caches that the answers come from, where it is not known which.</param>
    public TimeSpan Gap(int workers) =>
        StalenessBound.MeanGapAround(
            byWorker.SelectMany(seen => seen.Zip(seen.Skip(1), (a, b) => b.Sent - a.Sent))
        ) * (IsTraced ? 1 : Math.Max(1, workers));

    /// <summary>
    /// Superseded versions that were served, and were seen to be served no more: of one worker, that of the most, as
    /// the same publications make the windows of all.
    /// </summary>
    public int Windows(TimeSpan missed) =>
        byWorker.Select(seen => Ended(seen, missed)).DefaultIfEmpty(0).Max();

    private int Ended(IReadOnlyList<Observation> seen, TimeSpan missed)
    {
        var last = seen[^1].Sent;
        return seen.Select(one => (one.Sent, Served: Timeline.Of(one)))
            .Where(one => one.Served?.SupersededBy is { } by && one.Sent - by.At > Timeline.Error)
            .GroupBy(one => one.Served!.Number)
            .Count(version => last - version.Max(one => one.Sent) > missed);
    }

    /// <summary>
    /// Bodies that never lay on disk, by what they have otherwise: a server that changes what it serves. What is older
    /// than the first version that was watched cannot be told.
    /// </summary>
    public IEnumerable<string> Unpublished()
    {
        if (Timeline.Publications.Count == 0)
            yield break;
        var oldest = Timeline.Publications[0].Sequence;
        foreach (
            var seen in Observations
                .Where(one =>
                    one.Hash is not null && Timeline.Publications.All(p => p.Hash != one.Hash)
                )
                .DistinctBy(one => one.Hash)
        )
            if (seen.Sequence is null || seen.Sequence >= oldest)
            {
                var meant =
                    Timeline.Publications.LastOrDefault(p => p.Sequence == seen.Sequence)
                    ?? Timeline.Publications.LastOrDefault(p => p.At <= seen.Completed)
                    ?? Timeline.Publications[0];
                yield return ServedBody.Different(seen.Body.Span, meant.Body.Span);
            }
    }

    private static List<IReadOnlyList<Observation>> ByWorker(IReadOnlyList<Observation> all)
    {
        var judged = all.Where(seen => seen.Hash is not null).OrderBy(seen => seen.Sent).ToList();
        if (judged.Count == 0)
            return [];
        return judged.TrueForAll(seen => seen.Worker is not null)
            ? [.. judged.GroupBy(seen => seen.Worker).Select(group => group.ToList())]
            : [judged];
    }
}
