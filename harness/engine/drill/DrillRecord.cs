using System.Diagnostics;
using Verify.Engine.Interruptions;
using Verify.Engine.Record;
using Verify.Engine.Runs;

namespace Verify.Engine.Drill;

/// <summary>The record of a drill: a phase for each of the scenario's, a step for each cell, in the order in which they end.</summary>
public sealed class DrillRecord(RecordWriter record, string folder, IReadOnlyList<DrillCell> cells)
{
    public const string Suite = "Rollback drills";
    private const string Interrupted = "interrupted";

    private readonly Stopwatch elapsed = Stopwatch.StartNew();
    private readonly Lock turn = new();
    private readonly Evidence evidence = new(folder, record.Mask);
    private readonly HashSet<string> phases = [];
    private readonly Dictionary<string, (Verdict Verdict, string? Reason, double Seconds)> ended =
    [];
    private readonly List<DrillCell> running = [];
    private IReadOnlyList<PhasePlan> plan = [];
    private int counted;

    /// <param name="declared">The phases, with those that this drill leaves out.</param>
    public void Start(RunRequest request, string title, IReadOnlyList<PhasePlan> declared)
    {
        plan = declared;
        record.Write(
            new RunStarted(request.Run, request.Scenario, title, request.Parameters, plan, [])
            {
                Suite = Suite,
            }
        );
        foreach (var (name, value) in request.Environment)
            record.Write(new EnvironmentNoted(name, value));
    }

    internal void Begin(IReadOnlyList<DrillCell> batch)
    {
        lock (turn)
        {
            // One whose lab was left changed before its turn has begun already.
            foreach (var cell in batch.Except(running).ToArray())
            {
                if (phases.Add(cell.Phase))
                    record.Write(
                        new PhaseStarted(
                            cell.Phase,
                            plan.First(phase => phase.Id == cell.Phase).Title
                        )
                    );
                running.Add(cell);
                record.Write(new StepStarted(cell.Phase, cell.Id, cell.Title, null));
            }
            Progress();
        }
    }

    /// <summary>One more has ended, of which the record will hear with the others of its lab.</summary>
    internal void Count()
    {
        lock (turn)
        {
            counted++;
            Progress();
        }
    }

    internal void Add(DrillCell cell, CellEnd end, string from, double? seconds)
    {
        lock (turn)
        {
            var finished = end.Finished(cell);
            foreach (var happened in end.Events)
                Repeat(happened, cell, from);
            Finish(
                cell,
                finished?.Verdict ?? Verdict.Broken,
                finished is null ? end.Failure ?? "the cell said nothing" : finished.Reason,
                seconds ?? finished?.Seconds ?? 0
            );
            if (!cells.Any(one => one.Phase == cell.Phase && !ended.ContainsKey(one.Id)))
                Finish(cell.Phase);
        }
    }

    internal RunFinished End(bool interrupted)
    {
        lock (turn)
        {
            var where = string.Join(" and ", running.Select(cell => cell.Id));
            var done = ended.Count;
            foreach (var cell in cells.Where(cell => !ended.ContainsKey(cell.Id)))
                Finish(
                    cell,
                    running.Contains(cell) ? Verdict.Broken : Verdict.Blocked,
                    Interrupted,
                    0
                );
            foreach (var phase in plan.Where(phase => phase.Selected && interrupted))
                if (phases.Contains(phase.Id) || cells.Any(cell => cell.Phase == phase.Id))
                    Finish(phase.Id);
            // A drill that interrupted nothing has shown nothing.
            var verdict =
                cells.Count == 0
                    ? Verdict.Inconclusive
                    : ended.Values.Select(one => one.Verdict).Worst();
            var finished = new RunFinished(
                interrupted && verdict != Verdict.Fail ? Verdict.Broken : verdict,
                interrupted ? 130 : verdict.ExitCode(),
                plan.Any(phase => !phase.Selected),
                interrupted ? $"interrupted after {done} of {cells.Count} cells, in {where}"
                    : cells.Count == 0 ? "there was no cell to carry out"
                    : verdict == Verdict.Pass ? null
                    : Reason(cells, verdict),
                elapsed.Elapsed.TotalSeconds
            );
            record.Write(finished);
            return finished;
        }
    }

    private void Finish(DrillCell cell, Verdict verdict, string? reason, double seconds)
    {
        running.Remove(cell);
        ended[cell.Id] = (verdict, reason, seconds);
        record.Write(new StepFinished(cell.Phase, cell.Id, verdict, null, reason, seconds));
    }

    private void Finish(string phase)
    {
        var own = cells.Where(cell => cell.Phase == phase).ToArray();
        var verdict = own.Select(cell => ended[cell.Id].Verdict).Worst();
        record.Write(
            new PhaseFinished(
                phase,
                verdict,
                verdict == Verdict.Pass ? null : Reason(own, verdict),
                // Its cells are spread over the whole drill, between those of others.
                own.Sum(cell => ended[cell.Id].Seconds)
            )
        );
    }

    private string Reason(IEnumerable<DrillCell> of, Verdict verdict)
    {
        var first = of.First(cell => ended[cell.Id].Verdict == verdict);
        return $"{first.Id} {first.Title}: {ended[first.Id].Reason}";
    }

    // Of the events in a cell's lab, those of its step are the drill's own; the rest is scaffolding.
    private void Repeat(RunEvent happened, DrillCell cell, string from)
    {
        switch (happened)
        {
            case ClaimEvaluated claim when claim.Step == cell.Id:
                record.Write(claim);
                break;
            case MeasurementTaken taken when taken.Step == cell.Id:
                record.Write(taken);
                break;
            case FindingMade finding when finding.Step == cell.Id:
                record.Write(finding);
                break;
            case EvidenceKept kept when kept.Step == cell.Id:
                record.Write(
                    evidence.Keep(
                        cell.Phase,
                        cell.Id,
                        kept.Name,
                        File.ReadAllText(Path.Combine(from, kept.File)),
                        kept.MediaType
                    )
                );
                break;
        }
    }

    private void Progress()
    {
        if (running is not [.., var last])
            return;
        var done = Math.Max(counted, ended.Count);
        var left =
            done == 0
                ? ""
                : $", about {elapsed.Elapsed.TotalSeconds / done * (cells.Count - done):0} s left";
        record.Write(
            new StepProgressed(
                last.Phase,
                last.Id,
                $"{done}/{cells.Count}{left}",
                (double)done / cells.Count
            )
        );
    }
}
