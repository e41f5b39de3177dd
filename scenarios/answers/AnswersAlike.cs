using Verify.Engine.Undo;
using Verify.Instruments.Answers;
using Verify.Instruments.Nginx.Inforce;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Answers;

/// <summary>Step 5.16: every kind of request, about every kind of file, is answered as the baseline answers it.</summary>
internal sealed class AnswersAlike(ServedStream stream, Promise promise, LiveOrigin live)
{
    public const string Command =
        "curl -si http://127.0.0.1:17080/stream.m3u8  # every method, condition, range, coding and kind of client, for what is there and what is not";

    public async Task CheckAsync(Step step)
    {
        IReadOnlyList<OriginServer> servers = [live.Baseline, .. live.Candidates];
        var files = new AnsweredFiles((one, other) => IsAnsweredAlike(servers, one, other));
        var segment = (await stream.SegmentsAsync(step.Ct))[^1];
        await using var stillPlaylist = await StillAsync(step, files, stream.Playlist);
        await using var stillSegment = await StillAsync(step, files, segment);
        var master = stream.Master;
        AskedPath[] paths =
        [
            .. stillPlaylist is null ? [] : new[] { There("playlist", stillPlaylist.Name) },
            new("live playlist", stream.Uri(stream.Playlist)),
            There("segment", stillSegment?.Name ?? segment),
            There("master", master),
            Missing("missing playlist", files.MissingFor(stream.Playlist)),
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
                    stream.SegmentDuration,
                    isShared: false,
                    step.Ct
                )
            )
        );
        foreach (var sheet in sheets)
            step.Keep($"answers-{sheet.Server}.txt", sheet.Text);
        var claims = new AnswerClaims(step, promise.Listed);
        foreach (var sheet in sheets.Skip(1))
            claims.Judge(sheets[0], sheet);
        step.Saw($"{sheets[0].Answers.Count} kinds of requests to each of {servers.Count} servers");
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
        var file = stream.File(still);
        return new(
            still,
            await step.BorrowAsync(
                new RemoveFile(file),
                _ =>
                {
                    File.Copy(stream.File(name), file);
                    return Task.CompletedTask;
                }
            )
        );
    }

    private AskedPath There(string kind, string name) =>
        new(kind, stream.Uri(name), File.ReadAllBytes(stream.File(name)));

    private AskedPath Missing(string kind, string name) =>
        new(kind, stream.Uri(name), IsMissing: true);

    private bool IsAnsweredAlike(IReadOnlyList<OriginServer> servers, string one, string other) =>
        servers.All(server =>
            Route.Of(server.Conf, server.Served.Asked, stream.Uri(one)).Location
            == Route.Of(server.Conf, server.Served.Asked, stream.Uri(other)).Location
        );

    /// <summary>A copy under another name; gone when it is disposed of.</summary>
    private sealed record StillFile(string Name, IAsyncDisposable Borrowed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Borrowed.DisposeAsync();
    }
}
