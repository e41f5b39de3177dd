namespace Verify.Instruments.Histories.Ages;

/// <summary>The versions of one key in order.</summary>
internal sealed class KeyWrites
{
    private readonly List<WrittenVersion> versions;
    private readonly Dictionary<long, int> places;

    // When the first version from there on was acknowledged; null if none was.
    private readonly TimeSpan?[] acknowledged;

    public KeyWrites(IEnumerable<WrittenVersion> writes)
    {
        versions = [.. writes.OrderBy(one => one.Call).ThenBy(one => one.Version)];
        foreach (var one in versions.Where(one => one.Return < one.Call))
            throw new MalformedHistory(
                $"Version {one.Version} of {one.Key} was acknowledged before it was written. "
                    + "Leave the return out if no answer came."
            );
        foreach (var (a, b) in versions.Zip(versions.Skip(1)))
            if (b.Version <= a.Version)
                throw new MalformedHistory(
                    $"Version {b.Version} of {b.Key} was written after version {a.Version}. "
                        + "Versions have one writer, and each is higher than the one before it."
                );
            else if (b.Call < a.Return)
                throw new MalformedHistory(
                    $"Version {b.Version} of {b.Key} was written before version {a.Version} was acknowledged. "
                        + "One writer writes a version after the other."
                );
        places = versions.Select((one, i) => (one.Version, i)).ToDictionary();
        acknowledged = new TimeSpan?[versions.Count + 1];
        for (var i = versions.Count - 1; i >= 0; i--)
            acknowledged[i] = versions[i].Return ?? acknowledged[i + 1];
    }

    public IEnumerable<TimeSpan> Moments => versions.Select(one => one.Call);

    /// <returns>Why no write explains what was seen, or null.</returns>
    public string? WhyUnexplained(SeenVersion seen) =>
        seen.Version is not { } version ? null
        : !places.TryGetValue(version, out var place) ? "this version was never written"
        : seen.Return < versions[place].Call ? "it was answered before this version was written"
        : null;

    /// <param name="seen">Something that a write explains.</param>
    public SeenAge AgeOf(SeenVersion seen, bool hasGoneBack)
    {
        // Before the first version nothing was there.
        var after = seen.Version is { } version ? places[version] + 1 : 0;
        return after == versions.Count
            ? new(seen, TimeSpan.Zero, TimeSpan.Zero, hasGoneBack)
            : new(
                seen,
                acknowledged[after] is { } at ? Positive(seen.Call - at) : TimeSpan.Zero,
                Positive(seen.Return - versions[after].Call),
                hasGoneBack
            );
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
