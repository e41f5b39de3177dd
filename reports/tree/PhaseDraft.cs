using Verify.Engine;
using Verify.Engine.Record;

namespace Verify.Reports.Tree;

/// <summary>A phase while its events are still being read.</summary>
internal sealed class PhaseDraft(string id)
{
    private readonly Dictionary<string, StepDraft> steps = [];
    private readonly List<StepDraft> order = [];
    private PhaseStarted? started;

    public PhasePlan? Plan { get; set; }

    public PhaseFinished? Finished { get; set; }

    public IReadOnlyList<string>? Changed { get; set; }

    public void Start(PhaseStarted started) => this.started ??= started;

    public StepDraft Step(string step)
    {
        if (!this.steps.TryGetValue(step, out var draft))
        {
            this.steps[step] = draft = new(id, step);
            order.Add(draft);
        }
        return draft;
    }

    public PhaseNode Build(ILookup<(string Phase, string Step), ChangeNode> changes)
    {
        var steps = order.Select(step => step.Build(changes[(id, step.Id)], Inherited())).ToList();
        return new(
            id,
            Plan?.Title ?? this.started?.Title ?? "(title not in the record)",
            Plan?.Proves ?? "",
            Plan?.Selected ?? true,
            Stand(steps),
            this.started?.At,
            Finished?.At,
            Finished?.Seconds ?? 0,
            steps,
            Changed
        );
    }

    // A verdict never reads better than what it was made from.
    private Standing Stand(List<StepNode> steps) =>
        Finished is { } end
            ? new(
                steps
                    .Where(step => step.Standing.Begun)
                    .Select(step => step.Standing.Verdict)
                    .OfType<Verdict>()
                    .Append(end.Verdict)
                    .Worst(),
                true,
                end.Reason
            )
        : this.started is not null || steps.Any(step => step.Standing.Begun) ? new(null, true, null)
        : Plan is { Selected: false } ? NotSelected
        : Standing.NotRun;

    // What keeps a phase from running is also what kept its steps from running.
    private Standing Inherited() =>
        Finished switch
        {
            { Verdict: Verdict.Blocked or Verdict.Skipped } end => new(
                end.Verdict,
                false,
                end.Reason
            ),
            { } end => Standing.NotRun with
            {
                Reason = $"the phase ended ({end.Verdict.Word()}) before it",
            },
            null when Plan is { Selected: false } => NotSelected,
            null => Standing.NotRun,
        };

    private static readonly Standing NotSelected = new(
        Verdict.Skipped,
        false,
        "left out of this run"
    );
}
