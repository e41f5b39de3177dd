using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>Looks at segments: whether they are there, how large, and whether they are media.</summary>
internal sealed class SegmentLint(
    ILintSource source,
    List<LintFinding> findings,
    List<string> remarks
)
{
    // From a server the newest are asked for, which every viewer is about to load, and the first, which is about to go.
    private const int Newest = 8;

    public async Task LookAsync(WatchedPlaylist playlist, CancellationToken ct)
    {
        var segments = playlist.First.Segments;
        if (!source.CanWatch && !segments.Any(segment => IsThere(playlist.Name, segment)))
        {
            if (segments.Count > 0)
                remarks.Add(
                    $"no segment lies beside {LintText.Printable(playlist.Name)}: none is checked"
                );
            return;
        }
        if (!source.CanWatch || segments.Count <= Newest + 1)
        {
            await LookAsync(playlist, segments, measure: true, ct);
            return;
        }
        await LookAsync(playlist, [segments[0]], measure: false, ct);
        await LookAsync(playlist, [.. segments.TakeLast(Newest)], measure: true, ct);
    }

    /// <param name="measure">They follow what was measured before.</param>
    public async Task LookAsync(
        WatchedPlaylist playlist,
        IReadOnlyList<MediaSegment> segments,
        bool measure,
        CancellationToken ct
    )
    {
        foreach (var segment in segments)
        {
            if (segment.Gap || source.Resolve(playlist.Name, segment.Uri) is not { } target)
                continue;
            if (!playlist.Look(segment))
                continue;
            var look = await source.LookAsync(target, segment.Range, ct);
            if (look.Unknown is { } why)
                remarks.Add(
                    $"{LintText.Printable(segment.Uri)} could not be looked at: {LintText.Printable(why)}"
                );
            else if (look.Missing is { } missing)
                Add(playlist, SegmentConformance.Missing(segment, missing));
            else if (SegmentConformance.Content(segment, look.Start.Span, look.Bytes) is { } wrong)
                Add(playlist, wrong);
            else if (measure)
                playlist.Measured.Add(new(segment.Duration, look.Bytes));
        }
    }

    /// <summary>A segment that has just left the list must still be there.</summary>
    /// <param name="since">How long ago it was still listed: it left no sooner.</param>
    public async Task LeftAsync(
        WatchedPlaylist playlist,
        MediaSegment segment,
        TimeSpan due,
        Func<TimeSpan> since,
        CancellationToken ct
    )
    {
        if (segment.Gap || source.Resolve(playlist.Name, segment.Uri) is not { } target)
            return;
        var look = await source.LookAsync(target, segment.Range, ct);
        var gone = since();
        if (look.Missing is not null && gone < due)
            Add(playlist, SegmentConformance.GoneEarly(segment, gone, due));
    }

    private bool IsThere(string playlist, MediaSegment segment) =>
        source.Resolve(playlist, segment.Uri) is { } target && File.Exists(target);

    private void Add(WatchedPlaylist playlist, PlaylistFinding finding) =>
        findings.Add(new(playlist.Name, finding));
}
