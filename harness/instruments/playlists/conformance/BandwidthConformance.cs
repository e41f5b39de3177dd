using System.Globalization;
using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>Declared against measured rates (RFC 8216 sections 4.3.4.2 and 6.2.4).</summary>
internal static class BandwidthConformance
{
    // Within a tenth: below it the container's own bytes and rounding make the difference.
    private const double Tolerance = 0.10;

    private const string Section = "RFC 8216 section 4.3.4.2";

    private static readonly PlaylistRule Understated = new(
        "bandwidth-understated",
        Error,
        Section,
        "a player on a line that carries what is declared chooses this variant and stalls",
        "declare at least the measured peak as BANDWIDTH"
    );

    private static readonly PlaylistRule Overstated = new(
        "bandwidth-overstated",
        Warning,
        Section,
        "players on lines that could carry it choose a worse picture",
        "declare the measured peak as BANDWIDTH"
    );

    private static readonly PlaylistRule Average = new(
        "average-bandwidth-wrong",
        Warning,
        Section,
        "players that choose by the average choose wrongly",
        "declare the measured average as AVERAGE-BANDWIDTH"
    );

    public static IEnumerable<PlaylistFinding> Of(Variant variant, SegmentRates measured)
    {
        var of = $"{measured.Segments} segments {(measured.IsWhole ? "(all)" : "sampled")}";
        if (measured.Peak > variant.Bandwidth * (1 + Tolerance))
            yield return Understated.At(
                variant.Line,
                $"{variant.Uri} peaks at {Rate(measured.Peak)}, declared are {Rate(variant.Bandwidth)}; {of}"
            );
        // A part of a stream may well be a quiet one: only the whole can show that too much is declared.
        else if (measured.IsWhole && measured.Peak < variant.Bandwidth * (1 - Tolerance))
            yield return Overstated.At(
                variant.Line,
                $"{variant.Uri} peaks at {Rate(measured.Peak)}, declared are {Rate(variant.Bandwidth)}; {of}"
            );
        if (
            variant.AverageBandwidth is { } average
            && measured.IsWhole
            && Math.Abs(measured.Average - average) > average * Tolerance
        )
            yield return Average.At(
                variant.Line,
                $"{variant.Uri} averages {Rate(measured.Average)}, declared are {Rate(average)}; {of}"
            );
    }

    private static string Rate(double bits) =>
        (bits / 1000).ToString("0", CultureInfo.InvariantCulture) + " kbit/s";
}
