namespace Verify.Instruments.Playlists.Conformance;

/// <summary>What the standard asks of a playlist beyond its grammar; pure functions, worst finding first.</summary>
public static class PlaylistConformance
{
    /// <summary>One version of one playlist; what a lenient reading got over is among the findings.</summary>
    public static IReadOnlyList<PlaylistFinding> Of(Playlist playlist) =>
        Ordered([
            .. GrammarNotes.Of(playlist),
            .. VersionConformance.Of(playlist),
            .. playlist switch
            {
                MediaPlaylist media =>
                [
                    .. MediaConformance.Of(media),
                    .. LowLatencyConformance.Of(media),
                    .. DateConformance.Of(media),
                ],
                MultivariantPlaylist multivariant =>
                [
                    .. VariantConformance.Of(multivariant),
                    .. RenditionConformance.Of(multivariant),
                ],
                _ => Enumerable.Empty<PlaylistFinding>(),
            },
        ]);

    /// <summary>A version against the one seen before it.</summary>
    public static IReadOnlyList<PlaylistFinding> Between(
        MediaPlaylist before,
        MediaPlaylist after
    ) => Ordered([.. ReloadConformance.Of(before, after)]);

    /// <summary>All that was seen of a playlist, in the order it was seen.</summary>
    public static IReadOnlyList<PlaylistFinding> Over(IReadOnlyList<SeenPlaylist> seen) =>
        Ordered([
            .. seen.Zip(seen.Skip(1), (a, b) => ReloadConformance.Of(a.Playlist, b.Playlist))
                .SelectMany(findings => findings),
            .. PunctualityConformance.Of(seen),
        ]);

    /// <summary>The variants of one presentation, as they were at about the same moment.</summary>
    public static IReadOnlyList<PlaylistFinding> Together(
        IReadOnlyList<(string Name, MediaPlaylist Playlist)> renditions
    ) => Ordered([.. SyncConformance.Of(renditions)]);

    /// <summary>What a variant declares against the sizes of its segments.</summary>
    public static IReadOnlyList<PlaylistFinding> Bandwidth(
        Variant variant,
        SegmentRates measured
    ) => Ordered([.. BandwidthConformance.Of(variant, measured)]);

    /// <summary>Worst first, then by line; the sort is stable.</summary>
    public static IReadOnlyList<PlaylistFinding> Ordered(IEnumerable<PlaylistFinding> findings) =>
        [
            .. findings
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.Line ?? int.MaxValue),
        ];
}

/// <summary>A version of a playlist, and when it was loaded on a clock that only runs on.</summary>
public sealed record SeenPlaylist(MediaPlaylist Playlist, TimeSpan At);
