using System.Diagnostics;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>Reloads live playlists as a player does, and holds each version against the one before.</summary>
internal sealed class LintWatch(
    LintRequest request,
    ILintSource source,
    SegmentLint segments,
    List<LintFinding> findings,
    List<string> remarks,
    TextWriter progress
)
{
    // Long enough to see two or three new versions of a playlist in health; more is asked for with --watch.
    private const double Targets = 3;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    // A target duration of 0 must not become a reload without pause.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch clock = Stopwatch.StartNew();

    public async Task RunAsync(IReadOnlyList<WatchedPlaylist> all, CancellationToken ct)
    {
        WatchedPlaylist[] live = [.. all.Where(one => !one.First.Ended)];
        if (live.Length == 0)
            return;
        var natural = live.Max(one => one.First.TargetDuration) * Targets;
        var length = request.Watch ?? (natural < Most ? natural : Most);
        if (length <= TimeSpan.Zero)
            return;
        remarks.Add(
            $"watched for {length.TotalSeconds:0.#} s"
                + (request.Watch is null ? "; --watch SECONDS for longer" : "")
        );
        progress.WriteLine(
            $"{live.Length} live {(live.Length == 1 ? "playlist" : "playlists")}: watching for {length.TotalSeconds:0.#} s"
        );
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var end = clock.Elapsed + length;
        var showing = ShowAsync(live, end, over.Token);
        // One after the other would reload too late; what they share they use one at a time.
        using var turn = new SemaphoreSlim(1);
        await Task.WhenAll(live.Select(one => WatchAsync(one, end, turn, ct)));
        await over.CancelAsync();
        await showing;
        foreach (var one in live)
            Add(one, PlaylistConformance.Over(one.Seen));
    }

    private async Task WatchAsync(
        WatchedPlaylist one,
        TimeSpan end,
        SemaphoreSlim turn,
        CancellationToken ct
    )
    {
        one.Seen.Add(new(one.First, clock.Elapsed));
        var changed = true;
        while (!one.Latest.Ended)
        {
            // RFC 8216 section 6.3.4: a target duration after a change, half of one without.
            var wait = one.Latest.TargetDuration * (changed ? 1 : 0.5);
            wait = wait < ShortestWait ? ShortestWait : wait;
            if (clock.Elapsed + wait > end)
                return;
            await Task.Delay(wait, ct);
            await turn.WaitAsync(ct);
            try
            {
                changed = await ReloadAsync(one, ct);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    /// <returns>Whether there was a new version.</returns>
    private async Task<bool> ReloadAsync(WatchedPlaylist one, CancellationToken ct)
    {
        var before = one.Seen[^1];
        if (await LoadAsync(one, ct) is not { } now)
            return false;
        one.Seen.Add(new(now, clock.Elapsed));
        if (ReloadIsSame(before.Playlist, now))
            return false;
        one.Versions++;
        Add(one, PlaylistConformance.Of(now));
        await segments.LookAsync(
            one,
            [.. now.Segments.Where(s => s.Sequence >= before.Playlist.NextSequence)],
            measure: true,
            ct
        );
        foreach (var left in before.Playlist.Segments.Where(s => s.Sequence < now.Sequence))
            await segments.LeftAsync(
                one,
                left,
                left.Duration + before.Playlist.Duration,
                () => clock.Elapsed - before.At,
                ct
            );
        return true;
    }

    private async Task<MediaPlaylist?> LoadAsync(WatchedPlaylist one, CancellationToken ct)
    {
        LoadedPlaylist loaded;
        try
        {
            loaded = await source.LoadAsync(one.Name, ct);
        }
        catch (Exception failed) when (failed is UsageError or CannotRun)
        {
            Add(one, [LintRules.Unavailable(failed.Message)]);
            return null;
        }
        try
        {
            var context = new PlaylistContext(null, one.First.Variables);
            return LintParse.Of(loaded, request.Strict, context) as MediaPlaylist
                ?? throw new UsageError("a multivariant playlist where a media playlist was");
        }
        catch (UsageError malformed)
        {
            Add(one, [LintRules.MalformedReload(malformed.Message)]);
            return null;
        }
    }

    private static bool ReloadIsSame(MediaPlaylist before, MediaPlaylist now) =>
        before.Sequence == now.Sequence
        && before.NextSequence == now.NextSequence
        && before.Parts.Count == now.Parts.Count
        && before.Ended == now.Ended
        && before.Segments.Select(s => s.Uri).SequenceEqual(now.Segments.Select(s => s.Uri));

    private async Task ShowAsync(WatchedPlaylist[] live, TimeSpan end, CancellationToken over)
    {
        if (Console.IsErrorRedirected)
            return;
        try
        {
            while (true)
            {
                var left = Math.Max(0, (end - clock.Elapsed).TotalSeconds);
                progress.Write(
                    $"\r{left, 4:0} s left, {live.Sum(one => one.Versions)} versions, {findings.Count} findings "
                );
                await Task.Delay(TimeSpan.FromSeconds(1), over);
            }
        }
        catch (OperationCanceledException)
        {
            progress.Write("\r" + new string(' ', 60) + "\r");
        }
    }

    private void Add(WatchedPlaylist one, IEnumerable<PlaylistFinding> found) =>
        findings.AddRange(found.Select(finding => new LintFinding(one.Name, finding)));
}
