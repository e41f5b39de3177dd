using Verify.Instruments.Staleness;

namespace Verify.Scenarios.Freshness;

/// <summary>
/// What is commonly done by hand: ten polls, one a second, and a media sequence that increments. Replayed on what was
/// seen of each server, from every quarter of a second, to see what it would have told.
/// </summary>
internal static class SeedPolls
{
    private const int Polls = 10;
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shift = TimeSpan.FromSeconds(0.25);

    public static void Replay(Step step, IReadOnlyList<FreshnessSeen> all)
    {
        var shares = all.Select(one => (one, Share: Share(one.Stream))).ToArray();
        foreach (var (one, share) in shares)
            step.Measure(
                new(
                    $"{one.Name}: ten polls, one a second, would have passed",
                    share.Passed * 100.0 / Math.Max(1, share.Tried),
                    "%",
                    share.Tried,
                    Source: "the media sequence rises within the ten polls and never falls; replayed on the samples"
                )
            );
        var passing = shares.Count(one => one.Share.Passed > 0);
        step.Find(
            $"ten polls by hand, one per second, pass on {passing} of {all.Count} servers: "
                + string.Join(
                    ", ",
                    shares.Select(one => $"{one.one.Name} {one.Share.Passed} of {one.Share.Tried}")
                ),
            passing == all.Count
                ? "a rising media sequence is no sign of freshness: the check passes with the defect and without it"
                : "a rising media sequence does not tell how old the playlist is",
            "compare what is served with the renames on disk, on all workers and at all phases of the second",
            kind: FindingKind.Note,
            effect: Effect.Cosmetic
        );
    }

    private static (int Passed, int Tried) Share(Staleness seen)
    {
        var samples = seen
            .Samples.Where(sample => sample.Sequence is not null)
            .OrderBy(sample => sample.At)
            .ToList();
        if (samples.Count == 0)
            return (0, 0);
        var (passed, tried) = (0, 0);
        var last = samples[^1].At - (Apart * (Polls - 1));
        for (var from = TimeSpan.Zero; from <= last; from += Shift)
        {
            var begins = from;
            var polled = Enumerable
                .Range(0, Polls)
                .Select(i =>
                    samples.First(sample => sample.At >= begins + (Apart * i)).Sequence!.Value
                )
                .ToList();
            tried++;
            var falls = polled.Zip(polled.Skip(1)).Any(pair => pair.Second < pair.First);
            passed += !falls && polled[^1] > polled[0] ? 1 : 0;
        }
        return (passed, tried);
    }
}
