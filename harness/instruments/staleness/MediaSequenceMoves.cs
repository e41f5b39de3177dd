using Verify.Instruments.Http;

namespace Verify.Instruments.Staleness;

/// <summary>How often and how far the media sequence went backwards for a client of one endpoint.</summary>
public readonly record struct MediaSequenceMoves(int Regressions, long LargestStepBack)
{
    /// <summary>
    /// An answer is held against the last one that was complete before its request was sent: two requests under way
    /// together may be answered in either order, which is no step back.
    /// </summary>
    internal static MediaSequenceMoves Of(IEnumerable<Observation> observations) =>
        Of([
            .. observations
                .Where(seen => seen.Sequence is not null)
                .Select(seen => (seen.Sent, seen.Completed, seen.Sequence!.Value)),
        ]);

    internal static MediaSequenceMoves Of(
        IReadOnlyList<(Instant Sent, Instant Completed, long Sequence)> answers
    )
    {
        var completed = answers.OrderBy(seen => seen.Completed).ToList();
        var sent = completed.OrderBy(seen => seen.Sent).ToList();
        var (count, largest, before) = (0, 0L, -1);
        foreach (var seen in sent)
        {
            while (before + 1 < completed.Count && completed[before + 1].Completed <= seen.Sent)
                before++;
            if (before < 0)
                continue;
            var step = completed[before].Sequence - seen.Sequence;
            if (step > 0)
                count++;
            largest = Math.Max(largest, step);
        }
        return new(count, largest);
    }
}
