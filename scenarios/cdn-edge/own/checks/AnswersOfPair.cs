using Verify.Instruments.Answers;
using Verify.Instruments.Http;
using Verify.Scenarios.Answers;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 5.11: every kind of request is answered as the baseline answers it, or better.</summary>
internal static class AnswersOfPair
{
    // What a viewer's player takes for a segment of the made video.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    public static string Command(EdgePair pair) =>
        $"curl -si {pair.Paths[0].Playlist}  # every method, condition, range, coding and kind of client";

    public static async Task CheckAsync(PairInRun run, Step step)
    {
        AskedPath[] paths =
        [
            await ThereAsync(run, "playlist", run.Paths.Playlist, step),
            await ThereAsync(run, "segment", run.Paths.Segment, step),
            new("missing playlist", AskedPaths.Missing(run.Paths.Playlist), IsMissing: true),
            new("missing segment", AskedPaths.Missing(run.Paths.Segment), IsMissing: true),
        ];
        var sheets = await Task.WhenAll(
            run.Pair.Both.Select(edge =>
                Battery.AskAsync(run[edge.Role].Endpoint, paths, Pace, isShared: false, step.Ct)
            )
        );
        foreach (var sheet in sheets)
            step.Keep($"answers-{sheet.Server}.txt", sheet.Text);
        new AnswerClaims(step, expected: null).Judge(sheets[0], sheets[1]);
        step.Saw($"{sheets[0].Answers.Count} kinds of requests to each edge");
    }

    private static async Task<AskedPath> ThereAsync(
        PairInRun run,
        string kind,
        string path,
        Step step
    ) =>
        (await run[EdgePair.BaselineRole].AskAsync(HttpAsk.Get(path), step.Ct)).Answer
            is { Status: 200 } answer
            ? new(kind, path, answer.Body)
            : throw new CannotRun($"The baseline does not answer {path}: nothing can be compared.");
}
