using NUnit.Framework;
using Verify.Fixtures.Encoder;
using Verify.Instruments.Http;
using Verify.Origin.Profile;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Variants;

/// <summary>The variants of a ladder go on together: a player that changes from one to another finds its place.</summary>
internal sealed class LadderInStep(
    Step step,
    LiveOrigin live,
    OriginProfile profile,
    LadderClient client
)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public async Task JudgeAsync(IReadOnlyList<ServedVariant> all)
    {
        Durations(all);
        await StartsAsync(all);
        await MovesAsync(all);
    }

    // By their numbers: a player has nothing else to go by.
    private void Durations(IReadOnlyList<ServedVariant> all)
    {
        var unequal = all.SelectMany(one => one.Segments)
            .GroupBy(one => one.Segment.Sequence)
            .Where(same => Apart(same.Select(one => one.Segment.Duration)) > Frame)
            .Select(same =>
                $"{same.Key}: {string.Join(", ", same.Select(one => one.Segment.Duration.TotalSeconds))}"
            );
        step.Expect(
            "segments with the same number whose durations differ by more than a frame",
            unequal,
            Is.Empty,
            "a player that switches variants continues with the next number"
        );
    }

    private async Task StartsAsync(IReadOnlyList<ServedVariant> all)
    {
        // Playlists that were fetched on both sides of a publication end with different numbers.
        var newest = all.Where(one =>
                one.Playlist.NextSequence == all.Max(other => other.Playlist.NextSequence)
            )
            .ToArray();
        var starts = new List<TimeSpan>();
        foreach (var one in newest)
            starts.Add((await ProbedMedia.OfAsync(one.Newest, step.Ct)).Start);
        step.Expect(
            $"segment {newest[0].Playlist.NextSequence - 1} of {newest.Length} variants: from the first of their starts to the last",
            Apart(starts),
            Is.LessThanOrEqualTo(Frame),
            "a frame's duration, by their time stamps, so that switching variants neither repeats nor skips content"
        );
    }

    private async Task MovesAsync(IReadOnlyList<ServedVariant> all)
    {
        // One is published in each segment's duration, and is seen as late as the cache lets it.
        var limit = 2 * profile.SegmentDuration + Bounds.Fresh + Bounds.Floor;
        var before = new Dictionary<string, long>();
        foreach (var one in all)
            before[one.Variant.Uri] = (
                await client.PlaylistAsync(one.Variant, step.Ct)
            ).NextSequence;
        var (start, still) = (Instant.Now, before.Keys.ToHashSet());
        while (still.Count > 0 && Instant.Now - start < limit)
        {
            await Task.Delay(BetweenLooks, step.Ct);
            foreach (var one in all.Where(one => still.Contains(one.Variant.Uri)))
                if (
                    (await client.PlaylistAsync(one.Variant, step.Ct)).NextSequence
                    > before[one.Variant.Uri]
                )
                    still.Remove(one.Variant.Uri);
        }
        var took = (Instant.Now - start).TotalSeconds;
        var claim = $"variants without a new segment within {limit.TotalSeconds:0.0} s";
        if (still.Count > 0 && live.Speed is var speed and < Bounds.EncoderPace)
            step.CannotTell(claim, "none", $"the encoder ran at {speed:0.00} x real time");
        else
            step.Expect(
                claim,
                still,
                Is.Empty,
                $"two segments plus the allowed staleness; it took {took:0.0} s"
            );
        var last = new List<long>();
        foreach (var one in all)
            last.Add((await client.PlaylistAsync(one.Variant, step.Ct)).NextSequence);
        step.Expect(
            "number of segments between the variants",
            last.Max() - last.Min(),
            Is.LessThanOrEqualTo(
                (long)Math.Ceiling((Bounds.Fresh + Bounds.Floor) / profile.SegmentDuration)
            ),
            "as many as are published during the allowed staleness, because each worker caches each playlist separately"
        );
    }

    private TimeSpan Frame => TimeSpan.FromSeconds(1) / profile.Encoder.Framerate;

    private static TimeSpan Apart(IEnumerable<TimeSpan> times) =>
        times.ToArray() is { Length: > 0 } all ? all.Max() - all.Min() : TimeSpan.Zero;
}
