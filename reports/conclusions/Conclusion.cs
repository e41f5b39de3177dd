using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Conclusions;

/// <summary>
/// What a decision needs of a run, made from its record alone: every report begins with it, and none adds to it.
/// </summary>
/// <param name="Sentence">The verdict, in one.</param>
/// <param name="Figures">Null where the run measured none of those that its scenario declares.</param>
/// <param name="Missed">Claims that do not hold.</param>
/// <param name="Findings">By what they are to the change, in the order in which they count.</param>
public sealed record Conclusion(
    RunStatus Status,
    string Sentence,
    FigureTable? Figures,
    IReadOnlyList<ClaimEvaluated> Missed,
    IReadOnlyList<FindingGroup> Findings,
    IReadOnlyList<NotLookedAt> NotLookedAt
)
{
    public static Conclusion Of(RunTree tree)
    {
        var status = RunStatus.Of(tree);
        return new(
            status,
            SentenceOf(tree, status),
            FigureTable.Of(tree),
            [.. tree.Claims.Where(claim => claim.Verdict == Verdict.Fail)],
            FindingGroup.Of(tree.Findings),
            Reports.Conclusions.NotLookedAt.Of(tree)
        );
    }

    // The status has all of it; a sentence is read in one go.
    private const int MostOfWhy = 200;

    private static string SentenceOf(RunTree tree, RunStatus status)
    {
        var claims = tree.Claims.Count();
        var missed = tree.Claims.Count(claim => claim.Verdict == Verdict.Fail);
        var why = Short(status.Why ?? "");
        var said =
            status.IsComplete ? $"Pass: all {claims} claims hold{Met(tree.Outcomes.Count)}"
            : tree.IsPartialPass
                ? $"Partial: all {claims} claims that were checked hold, but the run is incomplete ({why})"
            : missed > 0
                ? $"{status.Word}: {Many(missed, "claim")} of {claims} missed{(tree.Standing.Reason is null ? "" : $"; {why}")}"
            : $"{status.Word}: {why}";
        return $"{said}{(said.EndsWith('.') ? "" : ".")} {status.Findings}".TrimEnd();
    }

    private static string Short(string text) =>
        text.Length <= MostOfWhy ? text : $"{text[..End(text)]} ...";

    // Between two words where there are any.
    private static int End(string text) =>
        text.LastIndexOf(' ', MostOfWhy) is > 0 and var space ? space : MostOfWhy;

    private static string Met(int outcomes) =>
        outcomes switch
        {
            0 => "",
            1 => ", and the expected outcome is met",
            _ => $", and all {outcomes} expected outcomes are met",
        };

    private static string Many(int count, string what) =>
        $"{count} {what}{(count == 1 ? "" : "s")}";
}
