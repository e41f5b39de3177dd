using Verify.Engine;
using Verify.Engine.Record;

namespace Verify.Reports.Tree;

/// <summary>A step while its events are still being read.</summary>
internal sealed class StepDraft(string phase, string id)
{
    private StepStarted? started;
    private StepFinished? finished;

    public string Id => id;

    public StepPlan? Plan { get; set; }

    public List<ClaimEvaluated> Claims { get; } = [];

    public List<Measurement> Measurements { get; } = [];

    public List<FindingMade> Findings { get; } = [];

    public List<EvidenceKept> Evidence { get; } = [];

    public List<PlotDeclared> Plots { get; } = [];

    // A step that came round again is running again, whatever came of it before.
    public void Start(StepStarted started)
    {
        this.started = started;
        this.finished = null;
    }

    public void Finish(StepFinished finished) => this.finished = finished;

    public StepNode Build(IEnumerable<ChangeNode> changes, Standing ifNotRun)
    {
        List<ChangeNode> made = [.. changes];
        return new(
            phase,
            id,
            this.started?.Title ?? Plan?.Title ?? "(title not in the record)",
            this.started?.Command ?? Plan?.Command,
            Plan?.Undo,
            Stand(made.Count > 0, ifNotRun),
            this.started?.At,
            this.finished?.At,
            this.finished?.Seconds ?? 0,
            this.finished?.Result,
            Claims,
            Measurements,
            Findings,
            Evidence,
            made
        )
        {
            Cell = Plan?.Cell,
            Plots = Plots,
        };
    }

    private Standing Stand(bool changed, Standing ifNotRun) =>
        this.finished is { } end
            ? new(
                Claims.Select(claim => claim.Verdict).Append(end.Verdict).Worst(),
                true,
                end.Reason
            )
        : this.started is not null
        || changed
        || Claims.Count + Measurements.Count + Findings.Count + Evidence.Count > 0
            ? new(null, true, "it was running where the record ends or is damaged")
        : ifNotRun;
}
