using System.Collections.Concurrent;

namespace Verify.Scenarios.Plans;

/// <summary>Every promise of the plan with what the run has shown of it.</summary>
internal sealed class PlanJudgements(IReadOnlyList<PlanPromise> promises)
{
    private readonly ConcurrentDictionary<PlanPromise, Judgement> judged = [];

    public void Held(PlanPromise promise, string figure, string reason) =>
        judged[promise] = new(PlanVerdict.Held, figure, reason);

    public void Refuted(PlanPromise promise, string figure, string reason) =>
        judged[promise] = new(PlanVerdict.Refuted, figure, reason);

    /// <summary>The same by what was seen.</summary>
    public void Judge(PlanPromise promise, bool held, string figure, string reason) =>
        judged[promise] = new(held ? PlanVerdict.Held : PlanVerdict.Refuted, figure, reason);

    /// <summary>A line each, in the order of the plan.</summary>
    public IEnumerable<string> Lines() =>
        promises.Select(promise =>
            judged.TryGetValue(promise, out var one)
                ? $"{promise.Text}: {Word(one.Verdict)} ({one.Figure}): {one.Reason}"
                : $"{promise.Text}: {Word(PlanVerdict.NotShown)}: {promise.WhyNotShown}"
        );

    private static string Word(PlanVerdict verdict) =>
        verdict == PlanVerdict.NotShown ? "not shown" : verdict.ToString().ToLowerInvariant();

    private sealed record Judgement(PlanVerdict Verdict, string Figure, string Reason);
}
