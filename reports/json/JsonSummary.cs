using System.Text.Json;
using Verify.Engine;
using Verify.Engine.Interruptions;
using Verify.Reports.Conclusions;
using Verify.Reports.Drill;
using Verify.Reports.Tree;

namespace Verify.Reports.Json;

/// <summary>The one document that <c>--json</c> writes: what a script needs to judge a run.</summary>
public static class JsonSummary
{
    private static readonly JsonSerializerOptions Indented = new(DiskJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <param name="folder">The run's folder, as the caller wants it named.</param>
    public static string Render(RunTree tree, string folder) =>
        JsonSerializer.Serialize(Document(tree, folder), Indented);

    private static object Document(RunTree tree, string folder) =>
        new
        {
            tree.Run,
            tree.Scenario,
            tree.Title,
            tree.Suite,
            Verdict = tree.Word,
            Status = RunStatus.Of(tree).Word,
            Reason = RunStatus.Of(tree).Why,
            tree.ExitCode,
            tree.Partial,
            tree.Seconds,
            tree.Started,
            tree.Completed,
            Folder = folder,
            tree.Parameters,
            Drill = tree.Suite is null
                ? null
                : tree.Steps.Where(step => step.Cell is not null).Select(Cell),
            Phases = tree.Phases.Select(Phase),
            Outcomes = tree.Outcomes.Select(o => new
            {
                o.Id,
                o.Text,
                o.Expected,
                Actual = o.Claims.Select(claim => claim.Actual),
                Verdict = o.Word,
            }),
            Conclusion = JsonConclusion.Of(Conclusion.Of(tree)),
            Findings = tree.Findings.Select(JsonConclusion.Finding),
            Changes = tree.Changes.Select(c => new
            {
                c.Id,
                c.Phase,
                c.Step,
                c.Title,
                c.Undo,
                State = c.Word,
                Error = c.Failure,
            }),
            ForeignChanges = tree.ForeignChanges.Select(one => new
            {
                one.At,
                one.Phase,
                one.Thing,
            }),
            Environment = tree.Environment.Select(fact => new { fact.Name, fact.Value }),
            Problems = tree.Troubles.Select(trouble => trouble.Text),
        };

    private static object Phase(PhaseNode phase) =>
        new
        {
            phase.Id,
            phase.Title,
            phase.Selected,
            Verdict = phase.Standing.Word,
            phase.Standing.Reason,
            phase.Seconds,
            Steps = phase.Steps.Select(Step),
        };

    // The drill's table, a row a cell; the cells themselves are among the steps.
    private static object Cell(StepNode step) =>
        new
        {
            step.Id,
            step.Cell!.Subject,
            step.Phase,
            Way = step.Cell.Interruption.Way.Word(),
            CutPoint = step.Cell.KillAfter is null ? step.Cell.Interruption.At.Word() : null,
            RollbackCutPoint = step.Cell.Recovery?.Word(),
            step.Cell.KillAfter,
            Verdict = step.Standing.Word,
            Seconds = DrillTable.Recovery(step),
        };

    private static object Step(StepNode step) =>
        new
        {
            step.Id,
            step.Title,
            step.Command,
            Verdict = step.Standing.Word,
            step.Standing.Reason,
            step.Result,
            step.Seconds,
            Claims = step.Claims.Select(c => new
            {
                c.Claim,
                c.Expected,
                c.Actual,
                c.Verdict,
                c.Reason,
                c.Outcome,
            }),
            step.Measurements,
            step.Cell,
            Evidence = step.Evidence.Select(e => new
            {
                e.Name,
                e.File,
                e.Sha256,
                e.Bytes,
                e.MediaType,
            }),
        };
}
