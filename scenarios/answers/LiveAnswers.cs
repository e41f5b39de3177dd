using NUnit.Framework;
using Verify.Engine.Trust;
using Verify.Instruments.Answers;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.Answers;

/// <summary>
/// What a live server answers to the battery: before a change, with it, and once it has been taken back. Others use the
/// server, so only what is safe is sent.
/// </summary>
/// <param name="files">The file that a request target is answered with; null where it is not known, or not here.</param>
/// <param name="isAnsweredAlike">Whether two request targets are answered by the same location.</param>
internal sealed class LiveAnswers(
    TargetOrigin target,
    ExpectedList? expected,
    Func<string, string?> files,
    Func<string, string, bool> isAnsweredAlike
)
{
    public const string Command =
        "curl -si URL  # GET, HEAD and OPTIONS; conditions, ranges, codings, kinds of client; what is there and what is not";

    private AnswerSheet? before;

    public async Task BeforeAsync(Step step)
    {
        before = await AskAsync(step, "before");
        step.Saw($"{before.Answers.Count} kinds of requests");
    }

    /// <summary>With the change in force.</summary>
    public Task CandidateAsync(Step step) => HoldAsync(step, "candidate", expected);

    /// <summary>After it has been taken back.</summary>
    public Task AreBackAsync(Step step) => HoldAsync(step, "back", null);

    private async Task HoldAsync(Step step, string when, ExpectedList? expected)
    {
        if (before is null)
            step.CannotTell("answers are the baseline's", Is.True, "the baseline was not asked");
        else
            new AnswerClaims(step, expected).Judge(before, await AskAsync(step, when));
    }

    private async Task<AnswerSheet> AskAsync(Step step, string when)
    {
        var stream = await target.FindAsync(step.Ct);
        var names = new AnsweredFiles(isAnsweredAlike);
        AskedPath[] paths =
        [
            new("live playlist", stream.Playlist),
            There("segment", stream.Segment),
            .. stream.Master is { } master
                ? new[]
                {
                    There("master", master),
                    new("missing master", names.MissingFor(master), IsMissing: true),
                }
                : [],
            new("missing playlist", names.MissingFor(stream.Playlist), IsMissing: true),
            new("missing segment", names.MissingFor(stream.Segment), IsMissing: true),
        ];
        var sheet = await Battery.AskAsync(
            target.Endpoint,
            paths,
            stream.Media.TargetDuration,
            isShared: true,
            step.Ct
        );
        step.Keep($"answers-{when}.txt", sheet.Text);
        return sheet with { Server = when };
    }

    private AskedPath There(string kind, string uri) =>
        new(kind, uri, files(uri) is { } file ? Bytes(file) : null);

    // Nothing and an empty file are not the same.
    private static ReadOnlyMemory<byte>? Bytes(string file) =>
        SharedFile.TryRead(file) is { } content ? content : null;
}
