using System.Collections.Concurrent;

namespace Verify.Scenarios.ConfigConsistency.Seed;

/// <summary>Every promise of the plan with what the run has shown of it.</summary>
internal sealed class SeedJudgements
{
    private readonly ConcurrentDictionary<SeedPromise, Judgement> judged = [];

    public void Held(SeedPromise promise, string figure, string reason) =>
        judged[promise] = new(SeedVerdict.Held, figure, reason);

    public void Refuted(SeedPromise promise, string figure, string reason) =>
        judged[promise] = new(SeedVerdict.Refuted, figure, reason);

    /// <summary>The same by what was seen.</summary>
    public void Judge(SeedPromise promise, bool held, string figure, string reason) =>
        judged[promise] = new(held ? SeedVerdict.Held : SeedVerdict.Refuted, figure, reason);

    /// <summary>A line each, in the order of the plan.</summary>
    public IEnumerable<string> Lines() =>
        SeedPromise.All.Select(promise =>
            judged.TryGetValue(promise, out var one)
                ? $"{promise.Text}: {Word(one.Verdict)} ({one.Figure}): {one.Reason}"
                : $"{promise.Text}: {Word(SeedVerdict.NotShown)}: {promise.WhyNotShown}"
        );

    private static string Word(SeedVerdict verdict) =>
        verdict == SeedVerdict.NotShown ? "not shown" : verdict.ToString().ToLowerInvariant();

    private sealed record Judgement(SeedVerdict Verdict, string Figure, string Reason);
}
