using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>Loads a playlist and what it leads to, watches what is live, and gathers the findings.</summary>
internal sealed class PlaylistLint(LintRequest request, ILintSource source, TextWriter progress)
{
    // More variants than any presentation has; a hostile list leads no further.
    private const int MostPlaylists = 32;

    private readonly List<LintFinding> findings = [];
    private readonly List<string> remarks = [];

    public static async Task<LintReport> RunAsync(
        LintRequest request,
        TextWriter progress,
        CancellationToken ct
    )
    {
        var isUrl = request.Source.Contains("://", StringComparison.Ordinal);
        if (!isUrl)
            return await new PlaylistLint(request, new FileLintSource(), progress).RunAsync(ct);
        if (
            !Uri.TryCreate(request.Source, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
        )
            throw new UsageError(
                $"'{request.Source}' is no address that can be loaded. Allowed: a file, http://... or https://..."
            );
        var named = request with { Source = url.AbsoluteUri };
        return await new PlaylistLint(named, new UrlLintSource(), progress).RunAsync(ct);
    }

    private async Task<LintReport> RunAsync(CancellationToken ct)
    {
        var first = await source.LoadAsync(request.Source, ct);
        var playlist = LintParse.Of(first, request.Strict, PlaylistContext.Unknown);
        Add(first.Name, first.Findings);
        Add(first.Name, PlaylistConformance.Of(playlist));
        var all = new List<LintedPlaylist>();
        var media = new List<WatchedPlaylist>();
        if (playlist is MultivariantPlaylist multivariant)
        {
            all.Add(new(first.Name, playlist, 0, 1));
            media.AddRange(await FollowAsync(first.Name, multivariant, ct));
        }
        else
        {
            media.Add(new(first.Name, (MediaPlaylist)playlist, null));
        }
        Together(media);
        var segments = new SegmentLint(source, findings, remarks);
        foreach (var one in media)
            await segments.LookAsync(one, ct);
        if (source.CanWatch)
            await new LintWatch(request, source, segments, findings, remarks, progress).RunAsync(
                media,
                ct
            );
        foreach (var one in media)
            Bandwidth(first.Name, one);
        all.AddRange(media.Select(one => one.Linted));
        return new(request.Source, all, Ordered(), remarks);
    }

    private async Task<LoadedPlaylist?> TryLoadAsync(
        string multivariant,
        string target,
        string uri,
        int line,
        CancellationToken ct
    )
    {
        try
        {
            return await source.LoadAsync(target, ct);
        }
        catch (Exception missing) when (missing is CannotRun or UsageError)
        {
            Add(multivariant, [LintRules.Unloadable(line, uri, missing.Message)]);
            return null;
        }
    }

    private async Task<List<WatchedPlaylist>> FollowAsync(
        string name,
        MultivariantPlaylist playlist,
        CancellationToken ct
    )
    {
        (string Uri, Variant? Variant, int Line)[] references =
        [
            .. playlist.Variants.Select(v => (v.Uri, (Variant?)v, v.Line)),
            .. playlist
                .Renditions.Where(r => r.Uri is not null)
                .Select(r => (r.Uri!, (Variant?)null, r.Line)),
        ];
        references = [.. references.DistinctBy(reference => reference.Uri)];
        if (references.Length > MostPlaylists)
            remarks.Add(
                $"the first {MostPlaylists} of {references.Length} media playlists are checked"
            );
        var media = new List<WatchedPlaylist>();
        foreach (var (uri, variant, line) in references.Take(MostPlaylists))
        {
            if (
                source.Resolve(name, uri) is not { } target
                || (!source.CanWatch && !File.Exists(target))
            )
            {
                remarks.Add($"{LintText.Printable(uri)} is not beside it, and is not checked");
                continue;
            }
            if (await TryLoadAsync(name, target, uri, line, ct) is not { } loaded)
                continue;
            // What is there and malformed ends it all; what is not there is one finding among others.
            var parsed = LintParse.Of(loaded, request.Strict, new(null, playlist.Variables));
            Add(loaded.Name, loaded.Findings);
            Add(loaded.Name, PlaylistConformance.Of(parsed));
            if (parsed is MediaPlaylist found)
                media.Add(new(loaded.Name, found, variant));
            else
                Add(name, [LintRules.NotMedia(line, uri)]);
        }
        return media;
    }

    private void Together(List<WatchedPlaylist> media) =>
        Add(
            request.Source,
            PlaylistConformance.Together([
                .. media
                    .Where(one => one.Variant is not null)
                    .Select(one => (Path.GetFileName(one.Name), one.First)),
            ])
        );

    private void Bandwidth(string multivariant, WatchedPlaylist media)
    {
        if (media is { Variant: { } variant, Rates: { } rates })
            // Groups add their own bits, which were not added up: what is below the declared rate says nothing.
            Add(
                multivariant,
                PlaylistConformance.Bandwidth(
                    variant,
                    rates with
                    {
                        IsWhole = rates.IsWhole && variant is { Audio: null, Video: null },
                    }
                )
            );
    }

    private void Add(string name, IEnumerable<PlaylistFinding> found) =>
        findings.AddRange(found.Select(finding => new LintFinding(name, finding)));

    // The same at every reload is said once.
    private LintFinding[] Ordered() =>
        [
            .. findings
                .Distinct()
                .OrderByDescending(found => found.Finding.Severity)
                .ThenBy(found => found.Playlist, StringComparer.Ordinal)
                .ThenBy(found => found.Finding.Line ?? int.MaxValue),
        ];
}
