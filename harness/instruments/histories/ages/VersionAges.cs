using Verify.Instruments.Staleness;

namespace Verify.Instruments.Histories.Ages;

/// <summary>How old what was seen of a configuration was, colo by colo.</summary>
/// <remarks>
/// Versions are unique, ordered, and have one writer, so the age of a read needs no search: it is the time since the next
/// version was written. Both a write and a read took effect at a moment between call and return that nobody knows, hence
/// two bounds: read.Call - write.Return at least, read.Return - write.Call at most, neither below zero. The bound of the
/// maximum is <see cref="StalenessBound"/>'s, with one draw for each superseded version that a colo showed.
/// </remarks>
/// <param name="Reads">Judged, in the order in which they were asked.</param>
/// <param name="Unexplained">Versions that were never written, or not yet: the history or the system is wrong.</param>
public sealed record VersionAges(
    IReadOnlyList<ColoAges> Colos,
    IReadOnlyList<SeenAge> Reads,
    IReadOnlyList<UnexplainedVersion> Unexplained
)
{
    /// <param name="period">
    /// Of the cache: how long it keeps what it fetched. Writes that keep to a part of it give one draw, repeated, and no
    /// bound.
    /// </param>
    /// <exception cref="MalformedHistory">
    /// Versions that do not rise, writes that overlap, an answer before its call.
    /// </exception>
    public static VersionAges Of(
        IEnumerable<WrittenVersion> writes,
        IEnumerable<SeenVersion> reads,
        TimeSpan period
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        var written = writes
            .GroupBy(one => one.Key)
            .ToDictionary(key => key.Key, key => new KeyWrites(key));
        var unwritten = new KeyWrites([]);
        var unexplained = new List<UnexplainedVersion>();
        var judged = new List<SeenAge>();
        foreach (var ofColo in reads.GroupBy(read => (read.Colo, read.Key)))
        {
            var key = written.GetValueOrDefault(ofColo.Key.Key, unwritten);
            var ages = ofColo.ToLookup(read => key.WhyUnexplained(read));
            foreach (var one in ages.Where(one => one.Key is not null))
                unexplained.AddRange(one.Select(read => new UnexplainedVersion(read, one.Key!)));
            foreach (var (read, hasGoneBack) in StepsBack.In([.. ages[null]]))
                judged.Add(key.AgeOf(read, hasGoneBack));
        }
        judged.Sort((a, b) => a.Seen.Call.CompareTo(b.Seen.Call));
        return new(
            [
                .. judged
                    .GroupBy(one => one.Seen.Colo)
                    .OrderBy(colo => colo.Key, StringComparer.Ordinal)
                    .Select(colo => Sum(colo.Key, [.. colo], written, period)),
            ],
            judged,
            [.. unexplained.OrderBy(one => one.Seen.Call)]
        );
    }

    private static ColoAges Sum(
        string colo,
        IReadOnlyList<SeenAge> reads,
        Dictionary<string, KeyWrites> written,
        TimeSpan period
    )
    {
        var keys = reads.GroupBy(one => one.Seen.Key).Select(key => key.ToList()).ToList();
        var missed = StalenessBound.MeanGapAround(
            keys.SelectMany(key => key.Zip(key.Skip(1), (a, b) => b.Seen.Call - a.Seen.Call))
        );
        var windows = keys.Sum(key => Ended(key, missed));
        var phases = keys.SelectMany(key =>
            written
                .GetValueOrDefault(key[0].Seen.Key)
                ?.Moments.Where(at => at >= key[0].Seen.Call && at <= key[^1].Seen.Call)
            ?? []
        );
        var atMost = Quantiles.Of(reads.Select(one => one.AtMost));
        var (upper, reason) = StalenessBound.Of(
            atMost.Max,
            missed,
            windows,
            [.. phases.Select(at => at.Ticks % period.Ticks / (double)period.Ticks)]
        );
        return new(
            colo,
            reads.Count,
            Quantiles.Of(reads.Select(one => one.AtLeast)),
            atMost,
            upper,
            reason,
            windows,
            missed,
            reads.Count(one => one.HasGoneBack)
        );
    }

    // A version that was seen until the end may have been kept for longer than it was watched.
    private static int Ended(List<SeenAge> ofKey, TimeSpan missed)
    {
        var last = ofKey[^1].Seen.Call;
        return ofKey
            .Where(one => one.AtLeast > TimeSpan.Zero)
            .GroupBy(one => one.Seen.Version)
            .Count(version => last - version.Max(one => one.Seen.Call) > missed);
    }
}
