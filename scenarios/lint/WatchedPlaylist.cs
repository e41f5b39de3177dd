using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>A media playlist, what was seen of it, and what its segments came to.</summary>
/// <param name="variant">What declares it; null where nothing does.</param>
internal sealed class WatchedPlaylist(string name, MediaPlaylist first, Variant? variant)
{
    private readonly HashSet<long> looked = [];

    public string Name => name;

    public MediaPlaylist First => first;

    public Variant? Variant => variant;

    public List<SeenPlaylist> Seen { get; } = [];

    /// <summary>Measured in the order looked at, which is the order they play.</summary>
    public List<MeasuredSegment> Measured { get; } = [];

    public int Versions { get; set; } = 1;

    public MediaPlaylist Latest => Seen.Count > 0 ? Seen[^1].Playlist : first;

    public SegmentRates? Rates =>
        SegmentRates.Of(
            Measured,
            Latest.TargetDuration,
            Latest is { Ended: true } && Measured.Count == Latest.Segments.Count
        );

    public LintedPlaylist Linted => new(name, Latest, looked.Count, Versions);

    /// <returns>Whether it was not looked at before.</returns>
    public bool Look(MediaSegment segment) => looked.Add(segment.Sequence);
}
