using NUnit.Framework;
using Verify.Instruments.Staleness;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Freshness;

/// <summary>What has to hold of the playlists' staleness, server by server.</summary>
internal sealed class FreshnessClaims(
    Step step,
    ServedStream stream,
    Promise promise,
    IReadOnlyList<FreshnessSeen> all
)
{
    private static readonly TimeSpan Floor = Bounds.Floor;

    private FreshnessSeen Control => all.Single(one => one.Server.Role == ServerRole.Control);

    private FreshnessSeen Baseline => all.Single(one => one.Server.Role == ServerRole.Baseline);

    private IEnumerable<FreshnessSeen> Candidates =>
        all.Where(one => one.Server.Role == ServerRole.Candidate);

    public void Judge()
    {
        foreach (var one in all)
            Record(one);
        FreshnessTable.Write(step, all);
        WhatWasPublished();
        if (!AllAreKnown())
            return;
        foreach (var one in all)
        {
            Workers(one);
            foreach (var (of, seen) in one.Both)
                step.Expect(
                    $"{one.Name}, {of}: answers that could not be judged",
                    seen.ErrorCount,
                    Is.Zero
                );
        }
        ControlIsFresh();
        if (promise.Fresh is { } fresh)
        {
            Defect(fresh);
            foreach (var one in Candidates)
                Cure(one, fresh);
        }
        else if (promise.IsUnexpected)
            foreach (var one in Candidates)
                NoStaler(one);
        foreach (var one in all)
            new FreshnessAgreement(step, one).Judge();
        if (promise.Fresh is { } bound)
            Discriminate(bound + Floor);
        SeedPolls.Replay(step, all);
        Findings();
    }

    private void Record(FreshnessSeen one)
    {
        step.Measure(one.Stream.AsMeasurement() with { Id = Figure.Staleness, Subject = one.Name });
        if (one.Probes is { } probes)
            step.Measure(
                probes.AsMeasurement("staleness of probe playlists") with
                {
                    Id = Figure.StalenessOfProbes,
                    Subject = one.Name,
                }
            );
        foreach (var (of, seen) in one.Both)
            step.Measure(
                new(
                    $"{one.Name} media sequence went backwards, {of}",
                    seen.Regressions,
                    "times",
                    seen.Count,
                    Details: new Dictionary<string, double>
                    {
                        ["largest step"] = seen.LargestStepBack,
                    }
                )
                {
                    Id = Figure.Regressions,
                    Subject = one.Name,
                }
            );
    }

    private bool AllAreKnown()
    {
        var unknown = all.SelectMany(one => one.Unknown).ToArray();
        foreach (var (what, why) in unknown)
            step.CannotTell(what, "to be measured", why);
        return unknown.Length == 0;
    }

    // Where the baseline's answers are other than the files too, nothing says what they should be.
    private void WhatWasPublished()
    {
        foreach (var one in Candidates)
        foreach (var (seen, before) in one.Both.Zip(Baseline.Both))
            if (before.Seen.Unpublished.Count == 0)
                step.Expect(
                    $"{one.Name}, {seen.Of}: answers that were never on disk",
                    seen.Seen.Unpublished,
                    Is.Empty,
                    "what is served is what was published, as on the baseline"
                );
    }

    private void Workers(FreshnessSeen one) =>
        step.Expect(
            $"{one.Name}: live workers that answered no traced request",
            one.Stream.UnseenWorkers,
            Is.Empty,
            $"workers {string.Join(", ", one.Stream.Workers.Keys.Order())} answered (identified by the socket inode of each traced connection)"
        );

    private void ControlIsFresh()
    {
        foreach (var (of, seen) in Control.Both)
        {
            step.Expect(
                $"the control sees every playlist at once ({of})",
                seen.Max,
                Is.LessThanOrEqualTo(Floor),
                "without a cache, only the instrument's own error remains"
            );
            step.Expect(
                $"the control's media sequence goes backwards ({of})",
                seen.Regressions,
                Is.Zero
            );
        }
    }

    private void Defect(TimeSpan fresh)
    {
        if (promise.IsIncluded)
            step.Expect(
                "the baseline shows the defect",
                Baseline.Stream.Max,
                Is.GreaterThan(stream.SegmentDuration),
                "older than a segment: viewers wait for content that already exists"
            );
        else
            step.Saw(
                $"the baseline {(Baseline.Both.Max(pair => pair.Seen.Max) > fresh + Floor ? "misses" : "keeps")} {fresh.TotalSeconds} s"
            );
    }

    private void Cure(FreshnessSeen one, TimeSpan fresh)
    {
        step.Expect(
            $"the {one.Name} cures it",
            one.Stream.Max,
            Is.LessThanOrEqualTo(fresh + Floor),
            $"{fresh.TotalSeconds} s are promised; the bound adds the measuring error",
            "freshness"
        );
        if (one.Probes is { } probes)
            step.Expect(
                $"the {one.Name} cures it at any phase of the clock (probe playlists)",
                probes.Max,
                Is.LessThanOrEqualTo(fresh + Floor),
                "the encoder publishes at one phase of the second, probes at all of them",
                "freshness"
            );
        step.Expect(
            $"{one.Name}: longest time that its configuration keeps a playlist",
            one.Predicted.Window.High,
            promise.IsIncluded ? Is.EqualTo(fresh) : Is.LessThanOrEqualTo(fresh),
            $"what the change promises{(promise.IsIncluded ? ": caching for one second" : "")}; in force is {one.Predicted.Because}"
        );
    }

    private void Discriminate(TimeSpan bound)
    {
        Discrimination.Claim(
            step,
            $"a playlist is at most {bound.TotalSeconds:0.0} s old",
            Control.Stream.Max <= bound,
            Baseline.Stream.Max <= bound
        );
        if (Control.Probes is { } without && Baseline.Probes is { } with)
            Probed(bound, without, with);
        Discrimination.Note(
            step,
            "the stream's media sequence never goes backwards",
            Control.Stream.Regressions == 0,
            Baseline.Stream.Regressions == 0,
            "workers first asked in the same second renew their entries together, and a single worker never goes back"
        );
    }

    private void Probed(TimeSpan bound, Staleness control, Staleness baseline)
    {
        Discrimination.Claim(
            step,
            $"a probe playlist is at most {bound.TotalSeconds:0.0} s old",
            control.Max <= bound,
            baseline.Max <= bound
        );
        Discrimination.Note(
            step,
            "a probe's media sequence never goes backwards",
            control.Regressions == 0,
            baseline.Regressions == 0,
            "a single worker never goes back"
        );
    }

    // Nobody has promised a figure or listed the changes: nothing may become staler than it was.
    private void NoStaler(FreshnessSeen one)
    {
        foreach (var (of, seen) in one.Both)
            step.Expect(
                $"{one.Name}, {of}: no staler than before the change",
                seen.Max,
                Is.LessThanOrEqualTo(Baseline.Predicted.Window.High + Floor),
                $"how long the baseline keeps a playlist ({Baseline.Predicted.Because}), plus the measuring error"
            );
    }

    // What every cache does that no other knows of, the change does not take away; without the baseline's it would be new.
    private FindingKind KindOf(FreshnessSeen one) =>
        one.Server.Role != ServerRole.Candidate ? FindingKind.Before
        : Baseline.Both.Any(pair => pair.Seen.Regressions > 0) ? FindingKind.Unsolved
        : FindingKind.New;

    private void Findings()
    {
        foreach (var one in all)
        foreach (var (of, seen) in one.Both.Where(pair => pair.Seen.Regressions > 0))
            step.Find(
                $"{one.Name}: the media sequence of {of} went backwards {seen.Regressions} times, by up to {seen.LargestStepBack}",
                "each worker has its own cache: a viewer whose connections reach different workers sees the live edge jump back",
                "a shared cache in front of the workers, or players that keep their connection",
                kind: KindOf(one),
                effect: Effect.Stale
            );
    }
}
