using Verify.Instruments.Http;

namespace Verify.Instruments.Staleness;

/// <summary>The versions that a file went through, oldest first; what a served body is held against.</summary>
public sealed record PublicationTimeline(IReadOnlyList<Publication> Publications)
{
    /// <summary>The version that a body is, and when the next one took its place (null: it has not been).</summary>
    public sealed record Served(int Number, Publication Version, Publication? SupersededBy);

    /// <summary>Half-width of the interval that a superseding is known to lie in, at its worst.</summary>
    public TimeSpan Error =>
        Publications.Skip(1).Select(p => p.Error).DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>
    /// The latest version with these bytes that was there by then; null where no version ever had them. Bytes that
    /// came back (A, B, A) count as the later A: the smaller staleness is the one that can be claimed.
    /// </summary>
    public Served? Find(string hash, Instant by)
    {
        for (var i = Publications.Count - 1; i >= 0; i--)
        {
            var version = Publications[i];
            if (version.Hash == hash && version.At - version.Error <= by)
                return new(i, version, i + 1 < Publications.Count ? Publications[i + 1] : null);
        }
        return null;
    }

    /// <summary>
    /// The first publication, if the answer is a version from before the watch: one with a lower media sequence. That
    /// version was superseded then at the latest, so the staleness counted from it is a lower bound. Otherwise null.
    /// </summary>
    internal Publication? SupersededBeforeTheWatch(Observation seen) =>
        seen.Sequence is { } sequence
        && Publications is [{ Sequence: { } oldest } first, ..]
        && sequence < oldest
            ? first
            : null;

    /// <summary>The version that an answer shows, or null where it shows none.</summary>
    internal Served? Of(Observation seen) =>
        seen.Hash is null ? null : Find(seen.Hash, seen.Completed);
}
