using Verify.Engine;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>Step 5.16: every kind of request, about every kind of file, is answered as the baseline answers it.</summary>
internal sealed class Answers(Bench bench)
{
    public const string Command =
        "curl -si http://127.0.0.1:17080/stream.m3u8  # every method, condition, range, coding and kind of client, for what is there and what is not";

    private readonly string playlist = bench.Profile.MediaPlaylists()[0];

    public async Task CheckAsync(Step step)
    {
        IReadOnlyList<OriginServer> servers = [bench.Live.Baseline, .. bench.Live.Candidates];
        var files = new AnsweredFiles((one, other) => IsAnsweredAlike(servers, one, other));
        var media = (MediaPlaylist)
            Playlist.Parse(await File.ReadAllBytesAsync(bench.Site.File(playlist), step.Ct));
        var segment = playlist[..^Path.GetFileName(playlist).Length] + media.Segments[^1].Uri;
        await using var stillPlaylist = await StillAsync(step, files, playlist);
        await using var stillSegment = await StillAsync(step, files, segment);
        var master = bench.Profile.Hls.MasterPlaylist;
        AskedPath[] paths =
        [
            .. stillPlaylist is null ? [] : new[] { There("playlist", stillPlaylist.Name) },
            new("live playlist", bench.Site.Uri(playlist)),
            There("segment", stillSegment?.Name ?? segment),
            There("master", master),
            Missing("missing playlist", files.MissingFor(playlist)),
            Missing("missing segment", files.MissingFor(segment)),
            Missing("missing master", $"verify-missing/{master}"),
        ];
        await Task.WhenAll(
            servers.Select(server =>
                Settled.AsPublishedAsync(server.Endpoint, There("master", master), step.Ct)
            )
        );
        var sheets = await Task.WhenAll(
            servers.Select(server =>
                Battery.AskAsync(
                    server.Endpoint,
                    paths,
                    bench.Profile.SegmentDuration,
                    isShared: false,
                    step.Ct
                )
            )
        );
        foreach (var sheet in sheets)
            step.Keep($"answers-{sheet.Server}.txt", sheet.Text);
        var claims = new AnswerClaims(step, bench.Promise.Listed);
        foreach (var sheet in sheets.Skip(1))
            claims.Judge(sheets[0], sheet);
        step.Saw($"{sheets[0].Answers.Count} ways to ask, of {servers.Count} servers");
    }

    // The encoder changes its playlist, and takes its segments away.
    private async Task<StillFile?> StillAsync(Step step, AnsweredFiles files, string name)
    {
        if (files.StillFor(name) is not { } still)
        {
            step.Find(
                $"no other name is answered as {name} is: it is asked for itself, and changes meanwhile",
                "of a playlist, ranges and conditions are not compared then",
                null,
                kind: FindingKind.NotSeen,
                effect: Effect.Cosmetic
            );
            return null;
        }
        var file = bench.Site.File(still);
        return new(
            still,
            await step.BorrowAsync(
                new RemoveFile(file),
                _ =>
                {
                    File.Copy(bench.Site.File(name), file);
                    return Task.CompletedTask;
                }
            )
        );
    }

    private AskedPath There(string kind, string name) =>
        new(kind, bench.Site.Uri(name), File.ReadAllBytes(bench.Site.File(name)));

    private AskedPath Missing(string kind, string name) =>
        new(kind, bench.Site.Uri(name), IsMissing: true);

    private bool IsAnsweredAlike(IReadOnlyList<OriginServer> servers, string one, string other) =>
        servers.All(server =>
            Route.Of(server.Conf, server.Served.Asked, bench.Site.Uri(one)).Location
            == Route.Of(server.Conf, server.Served.Asked, bench.Site.Uri(other)).Location
        );

    /// <summary>A copy under another name; gone when it is disposed of.</summary>
    private sealed record StillFile(string Name, IAsyncDisposable Borrowed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Borrowed.DisposeAsync();
    }
}
