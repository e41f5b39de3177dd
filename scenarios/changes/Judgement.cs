using NUnit.Framework;
using Verify.Instruments.Nginx.Diff;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Changes;

/// <summary>
/// Judges a change that nobody wrote an expectation for, by what it does to freshness, headers and load: it may make
/// nothing staler and lose no header; all else is said.
/// </summary>
internal static class Judgement
{
    public static void Of(
        Step step,
        IReadOnlyList<ConfChange> changes,
        IReadOnlyList<StreamEffect> effects
    )
    {
        step.Saw("What changes:");
        var table = new TextTable("", "");
        foreach (var aspect in Enum.GetValues<Aspect>())
        foreach (var change in changes.Where(change => Aspects.Of(change.Directive) == aspect))
            table.Add(
                $"{aspect}".ToLowerInvariant(),
                $"{change.Context} {change.Directive}: {change.Old ?? "not set"} -> {change.New ?? "not set"} ({change.Kind.ToString().ToLowerInvariant()})"
            );
        step.Saw(table, indent: 2);
        step.Saw("What it does:");
        foreach (var effect in effects)
        {
            step.Saw($"  {effect}");
            Freshness(step, effect);
            step.Expect(
                $"{effect.Kind}: headers that the baseline sets and the candidate does not",
                effect.Lost,
                Is.Empty,
                "add_header in an inner level drops all add_header lines of outer levels"
            );
        }
        foreach (var load in changes.Where(IsLoad))
            step.Find(
                $"{load.Context} {load.Directive} {load.New ?? "(taken away)"} affects the cost of an answer",
                "5B.1 measures how much the cost changes, 5B.2 whether the candidate still serves the swarm",
                null,
                kind: FindingKind.Note,
                effect: Effect.Slow
            );
    }

    private static void Freshness(Step step, StreamEffect effect)
    {
        var claim = $"{effect.Kind}: longest time that the configuration serves an old version";
        if ((effect.Before.Unknown ?? effect.After.Unknown) is { } unknown)
            step.CannotTell(claim, "no longer than before the change", unknown);
        else
            step.Expect(
                claim,
                effect.After.Window.High,
                Is.LessThanOrEqualTo(effect.Before.Window.High),
                $"no longer than before the change ({effect.Before.Because}); the candidate: {effect.After.Because}"
            );
    }

    private static bool IsLoad(ConfChange change) =>
        change.Kind is not (ChangeKind.NoOp or ChangeKind.CommentOnly)
        && Aspects.Of(change.Directive) == Aspect.Load;
}
