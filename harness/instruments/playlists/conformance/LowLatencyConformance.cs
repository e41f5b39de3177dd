using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>What a low-latency playlist promises (rfc8216bis sections 4.4.3.7, 4.4.3.8 and 4.4.5).</summary>
internal static class LowLatencyConformance
{
    // rfc8216bis 4.4.3.8 and 4.4.3.7.
    private const double LeastHoldBack = 3;
    private const double LeastPartHoldBack = 2;
    private const double GoodPartHoldBack = 3;
    private const double LeastSkip = 6;
    private const double LeastPart = 0.85;

    private const string Control = "rfc8216bis section 4.4.3.8";

    private static readonly PlaylistRule PartTooLong = new(
        "part-target-exceeded",
        Error,
        "rfc8216bis section 4.4.3.7",
        "players hold back by the part target: they run dry in the middle of the part",
        "raise PART-TARGET to the longest part"
    );

    private static readonly PlaylistRule PartTooShort = new(
        "part-too-short",
        Warning,
        "rfc8216bis section 4.4.4.9",
        "players ask more often than the part target says, and the server pays for it",
        "make every part but a segment's last at least 85 % of PART-TARGET"
    );

    private static readonly PlaylistRule NoPartHoldBack = new(
        "part-hold-back-missing",
        Error,
        Control,
        "players cannot tell how close to the live edge they may play: most fall back to whole segments",
        "add PART-HOLD-BACK of three part targets to EXT-X-SERVER-CONTROL"
    );

    private static readonly PlaylistRule PartHoldBack = new(
        "part-hold-back-short",
        Error,
        Control,
        "one late part is a stall",
        "set PART-HOLD-BACK to three part targets"
    );

    private static readonly PlaylistRule HoldBack = new(
        "hold-back-short",
        Error,
        Control,
        "players start too close to the end: one late segment is a stall",
        "set HOLD-BACK to three target durations or more"
    );

    private static readonly PlaylistRule CanSkip = new(
        "can-skip-until-short",
        Error,
        Control,
        "a player that was away for a moment gets a delta that does not reach back to what it has",
        "set CAN-SKIP-UNTIL to six target durations or more"
    );

    private static readonly PlaylistRule HintTwice = new(
        "preload-hint-twice",
        Error,
        "rfc8216bis section 4.4.5.3",
        "players ask for one of them in vain",
        "hint at the one that comes next"
    );

    private static readonly PlaylistRule HintListed = new(
        "preload-hint-listed",
        Warning,
        "rfc8216bis section 4.4.5.3",
        "players ask for something they have",
        "take the hint out when the part is listed"
    );

    public static IEnumerable<PlaylistFinding> Of(MediaPlaylist playlist) =>
        [.. Parts(playlist), .. Controls(playlist), .. Hints(playlist)];

    private static IEnumerable<PlaylistFinding> Parts(MediaPlaylist playlist)
    {
        if (playlist.PartTarget is not { } target)
            yield break;
        foreach (
            var parts in playlist.Segments.Select(segment => segment.Parts).Append(playlist.Parts)
        )
            for (var i = 0; i < parts.Count; i++)
            {
                var part = parts[i];
                var what =
                    $"the part {part.Uri} lasts {part.Duration.TotalSeconds:0.###} s; PART-TARGET is {target.TotalSeconds:0.###}";
                if (part.Duration > target)
                    yield return PartTooLong.At(part.Line, what);
                else if (
                    part.Duration < target * LeastPart
                    && i < parts.Count - 1
                    && !part.Gap
                    && !parts[i + 1].Gap
                )
                    yield return PartTooShort.At(part.Line, what);
            }
    }

    private static IEnumerable<PlaylistFinding> Controls(MediaPlaylist playlist)
    {
        var control = playlist.ServerControl;
        var line = control?.Line ?? 0;
        var target = playlist.TargetDuration;
        if (playlist.PartTarget is { } part)
        {
            if (control?.PartHoldBack is not { } hold)
                yield return NoPartHoldBack.At(line, "EXT-X-PART-INF without PART-HOLD-BACK");
            else if (hold < part * LeastPartHoldBack)
                yield return Short(
                    PartHoldBack,
                    line,
                    "PART-HOLD-BACK",
                    hold,
                    LeastPartHoldBack,
                    part
                );
            else if (hold < part * GoodPartHoldBack)
                yield return Short(
                    PartHoldBack,
                    line,
                    "PART-HOLD-BACK",
                    hold,
                    GoodPartHoldBack,
                    part
                ) with
                {
                    Severity = Warning,
                };
        }
        if (control?.HoldBack is { } back && back < target * LeastHoldBack)
            yield return Short(HoldBack, line, "HOLD-BACK", back, LeastHoldBack, target);
        if (control?.CanSkipUntil is { } skip && skip < target * LeastSkip)
            yield return Short(CanSkip, line, "CAN-SKIP-UNTIL", skip, LeastSkip, target);
    }

    private static PlaylistFinding Short(
        PlaylistRule rule,
        int line,
        string name,
        TimeSpan said,
        double times,
        TimeSpan of
    ) =>
        rule.At(
            line,
            $"{name} is {said.TotalSeconds:0.###} s; {times:0} times {of.TotalSeconds:0.###} s are {(of * times).TotalSeconds:0.###} s"
        );

    private static IEnumerable<PlaylistFinding> Hints(MediaPlaylist playlist)
    {
        var types = new HashSet<string>();
        var listed = playlist
            .Segments.SelectMany(segment => segment.Parts)
            .Concat(playlist.Parts)
            .Select(part => (part.Uri, part.Range?.Offset ?? 0))
            .ToHashSet();
        foreach (var hint in playlist.PreloadHints)
        {
            if (!types.Add(hint.Type))
                yield return HintTwice.At(hint.Line, $"a second hint of TYPE={hint.Type}");
            if (hint.Type == "PART" && listed.Contains((hint.Uri, hint.RangeStart)))
                yield return HintListed.At(hint.Line, $"the part {hint.Uri} is listed already");
        }
    }
}
