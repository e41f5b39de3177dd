using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>What the variants of a multivariant playlist declare (RFC 8216 section 4.3.4.2).</summary>
internal static class VariantConformance
{
    private const string Section = "RFC 8216 section 4.3.4.2";

    private static readonly PlaylistRule NoVariant = new(
        "no-variant",
        Error,
        "RFC 8216 section 4.3.4",
        "there is nothing to play",
        "list each rate with EXT-X-STREAM-INF"
    );

    private static readonly PlaylistRule NoCodecs = new(
        "codecs-missing",
        Warning,
        Section,
        "a player must load a segment to learn whether it can play it: a slower start, or a variant it cannot play",
        "declare CODECS, such as \"avc1.4d401f,mp4a.40.2\""
    );

    private static readonly PlaylistRule NoResolution = new(
        "resolution-missing",
        Warning,
        Section,
        "a player on a small screen may load more than it can show",
        "declare RESOLUTION for variants with video"
    );

    private static readonly PlaylistRule AverageAbovePeak = new(
        "average-above-peak",
        Error,
        Section,
        "players choose by one of the two: some choose a variant that the line cannot carry",
        "declare the peak as BANDWIDTH and the average as AVERAGE-BANDWIDTH"
    );

    private static readonly PlaylistRule NoGroup = new(
        "group-missing",
        Error,
        Section,
        "players find no audio, subtitles or captions for the variant, and some refuse it",
        "list the group with EXT-X-MEDIA, or take the attribute out"
    );

    private static readonly PlaylistRule CaptionsMixed = new(
        "captions-mixed",
        Error,
        Section,
        "captions come and go as the player changes variant",
        "say CLOSED-CAPTIONS=NONE for all variants or for none"
    );

    private static readonly PlaylistRule GroupUnused = new(
        "group-unused",
        Warning,
        "RFC 8216 section 4.3.4.1.1",
        "no player will offer it",
        "name the group in EXT-X-STREAM-INF, or take it out"
    );

    private static readonly HashSet<string> VideoCodecs =
    [
        "avc1",
        "avc3",
        "hvc1",
        "hev1",
        "av01",
        "vp09",
        "dvh1",
        "mp4v",
    ];

    // The attributes that name a group, by the TYPE that the group must have.
    private static readonly (string Type, Func<Variant, string?> Group)[] References =
    [
        ("AUDIO", variant => variant.Audio),
        ("VIDEO", variant => variant.Video),
        ("SUBTITLES", variant => variant.Subtitles),
        (
            "CLOSED-CAPTIONS",
            variant => variant.ClosedCaptions == "NONE" ? null : variant.ClosedCaptions
        ),
    ];

    public static IEnumerable<PlaylistFinding> Of(MultivariantPlaylist playlist) =>
        [.. Declared(playlist), .. Groups(playlist), .. Captions(playlist)];

    private static IEnumerable<PlaylistFinding> Declared(MultivariantPlaylist playlist)
    {
        if (playlist.Variants.Count == 0)
            yield return NoVariant.At(0, "no EXT-X-STREAM-INF");
        var othersShow = playlist.Variants.Any(variant => variant.Resolution is not null);
        foreach (var variant in playlist.Variants.Concat(playlist.IFrameVariants))
        {
            if (variant.Codecs is null)
                yield return NoCodecs.At(variant.Line, $"{variant.Uri} declares no CODECS");
            if (
                variant.Resolution is null
                && (IsVideo(variant) || (variant.Codecs is null && othersShow))
            )
                yield return NoResolution.At(variant.Line, $"{variant.Uri} declares no RESOLUTION");
            if (variant.AverageBandwidth > variant.Bandwidth)
                yield return AverageAbovePeak.At(
                    variant.Line,
                    $"AVERAGE-BANDWIDTH {variant.AverageBandwidth} is above BANDWIDTH {variant.Bandwidth}"
                );
        }
    }

    private static IEnumerable<PlaylistFinding> Groups(MultivariantPlaylist playlist)
    {
        var groups = playlist.Renditions.Select(r => (r.Type, r.GroupId)).ToHashSet();
        var used = new HashSet<(string, string)>();
        foreach (var variant in playlist.Variants.Concat(playlist.IFrameVariants))
        foreach (var (type, group) in References)
        {
            if (group(variant) is not { } name)
                continue;
            used.Add((type, name));
            if (!groups.Contains((type, name)))
                yield return NoGroup.At(
                    variant.Line,
                    $"{variant.Uri} names the {type} group '{name}'; no EXT-X-MEDIA is in it"
                );
        }
        foreach (var rendition in playlist.Renditions.DistinctBy(r => (r.Type, r.GroupId)))
            if (!used.Contains((rendition.Type, rendition.GroupId)))
                yield return GroupUnused.At(
                    rendition.Line,
                    $"no variant names the {rendition.Type} group '{rendition.GroupId}'"
                );
    }

    private static IEnumerable<PlaylistFinding> Captions(MultivariantPlaylist playlist)
    {
        var none = playlist.Variants.Where(variant => variant.ClosedCaptions == "NONE").ToArray();
        if (none.Length > 0 && none.Length < playlist.Variants.Count)
            yield return CaptionsMixed.At(
                none[0].Line,
                $"CLOSED-CAPTIONS=NONE on {none.Length} of {playlist.Variants.Count} variants"
            );
    }

    private static bool IsVideo(Variant variant) =>
        variant.Codecs?.Split(',').Any(codec => VideoCodecs.Contains(codec.Trim().Split('.')[0]))
        == true;
}
