using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Record;

namespace Verify.Reports.Tree;

/// <summary>Takes events in, in whatever order a damaged record still has them, and gives the tree.</summary>
internal sealed class TreeFold
{
    private readonly Dictionary<string, PhaseDraft> phases = [];
    private readonly List<PhaseDraft> order = [];
    private readonly Dictionary<string, ChangeDraft> changes = [];
    private readonly List<ChangeDraft> changeOrder = [];
    private readonly List<EnvironmentNoted> environment = [];
    private readonly List<ForeignChangeSeen> foreign = [];
    private RunStarted? started;
    private RunFinished? finished;
    private RunEvent? last;

    public void Add(RunEvent happened)
    {
        last = happened is StepProgressed ? last : happened;
        switch (happened)
        {
            case RunStarted e:
                started = e;
                e.Phases.ToList().ForEach(Plan);
                break;
            case EnvironmentNoted e:
                // Older records say some facts twice.
                if (!environment.Any(fact => (fact.Name, fact.Value) == (e.Name, e.Value)))
                    environment.Add(e);
                break;
            case PhaseStarted e:
                Phase(e.Phase).Start(e);
                break;
            case StepStarted e:
                Step(e.Phase, e.Step).Start(e);
                break;
            case ClaimEvaluated e:
                Step(e.Phase, e.Step).Claims.Add(e);
                break;
            case MeasurementTaken e:
                Step(e.Phase, e.Step).Measurements.Add(e.Measurement);
                break;
            case FindingMade e:
                Step(e.Phase, e.Step).Findings.Add(e);
                break;
            case EvidenceKept e:
                Step(e.Phase, e.Step).Evidence.Add(e);
                break;
            case PlotDeclared e:
                Step(e.Phase, e.Step).Plots.Add(e);
                break;
            case ChangeIntended e:
                Change(e.Change, e.Phase, e.Step).Intend(e);
                break;
            case ChangeDone e:
                Change(e.Change, e.Phase, e.Step).Done = e.At;
                break;
            case ChangeUndone e:
                Change(e.Change, e.Phase, e.Step).Attempts.Add(new(e.At, e.Phase, e.Step, e.Error));
                break;
            case StepFinished e:
                Step(e.Phase, e.Step).Finish(e);
                break;
            case PhaseChanged e:
                Phase(e.Phase).Changed = e.Things;
                break;
            case ForeignChangeSeen e:
                foreign.Add(e);
                break;
            case PhaseFinished e:
                Phase(e.Phase).Finished = e;
                break;
            case RunFinished e:
                finished = e;
                break;
        }
    }

    public RunTree Finish(IReadOnlyList<RecordProblem> problems)
    {
        var changes = changeOrder.Select(change => change.Build()).ToList();
        var ofStep = changes.ToLookup(change => (change.Phase, change.Step));
        var phases = order.Select(phase => phase.Build(ofStep)).ToList();
        var claims = phases.SelectMany(p => p.Steps).SelectMany(s => s.Claims).ToList();
        var promised = claims.ToLookup(claim => claim.Outcome);
        var cutOff = finished is null ? EndOfRecord.Describe(last, phases) : null;
        // There is a record of it: it began, even where nothing of that could be written or read.
        var standing = new Standing(Settle(phases), Begun: true, finished?.Reason ?? cutOff);
        var tree = new RunTree(
            started?.Run ?? "unknown run",
            started?.Scenario ?? "unknown scenario",
            started?.Title ?? "A run whose beginning is not in the record",
            started?.Parameters ?? new Dictionary<string, string>(),
            environment,
            phases,
            [
                .. (started?.Outcomes ?? []).Select(o => new OutcomeNode(
                    o.Id,
                    o.Text,
                    o.Expected,
                    [.. promised[o.Id]]
                )),
            ],
            changes,
            standing,
            finished?.ExitCode,
            finished?.Partial == true || phases.Any(phase => !phase.Selected),
            started?.At,
            finished?.At,
            finished?.Seconds ?? Elapsed(),
            cutOff,
            problems,
            []
        )
        {
            Suite = started?.Suite,
            Figures = started?.Figures,
            Limits = started?.Limits,
            ForeignChanges = foreign,
        };
        return tree with { Troubles = [.. RunTroubles.Of(tree, started is not null)] };
    }

    // A verdict never reads better than what it was made from; phases left out on request are no part of it.
    private Verdict? Settle(IEnumerable<PhaseNode> phases) =>
        finished is null
            ? null
            : phases
                .Where(phase => phase.Selected)
                .Select(phase => phase.Standing.Verdict)
                .OfType<Verdict>()
                .Append(finished.Verdict)
                .Worst();

    private double Elapsed() =>
        started is null || last is null ? 0 : Math.Max(0, (last.At - started.At).TotalSeconds);

    private void Plan(PhasePlan plan)
    {
        var phase = Phase(plan.Id);
        phase.Plan = plan;
        foreach (var step in plan.Steps)
        {
            phase.Step(step.Id).Plan = step;
        }
    }

    private PhaseDraft Phase(string id)
    {
        if (!this.phases.TryGetValue(id, out var phase))
        {
            this.phases[id] = phase = new(id);
            order.Add(phase);
        }
        return phase;
    }

    private StepDraft Step(string phase, string step) => Phase(phase).Step(step);

    private ChangeDraft Change(string id, string phase, string step)
    {
        if (!this.changes.TryGetValue(id, out var change))
        {
            this.changes[id] = change = new(id, phase, step);
            changeOrder.Add(change);
        }
        return change;
    }
}
