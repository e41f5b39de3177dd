namespace Verify.Instruments.Histories.Ages;

/// <summary>Reads of one key in one colo that saw an older version after a newer one.</summary>
/// <remarks>Two reads under way together may be answered in either order, which is no step back.</remarks>
internal static class StepsBack
{
    public static IEnumerable<(SeenVersion Read, bool HasGoneBack)> In(List<SeenVersion> reads)
    {
        foreach (var read in reads.Where(read => read.Return < read.Call))
            throw new MalformedHistory(
                FormattableString.Invariant(
                    $"{read} was answered at {read.Return.TotalSeconds:0.######} s, before it was asked. "
                ) + "A read returns at or after its call; leave out a read that was not answered."
            );
        List<SeenVersion> answered = [.. reads.OrderBy(read => read.Return)];
        var (newest, next) = (long.MinValue, 0);
        foreach (var read in reads.OrderBy(read => read.Call))
        {
            for (; next < answered.Count && answered[next].Return < read.Call; next++)
                newest = Math.Max(newest, Rank(answered[next]));
            yield return (read, Rank(read) < newest);
        }
    }

    // Nothing is older than any version.
    private static long Rank(SeenVersion read) => read.Version ?? long.MinValue;
}
