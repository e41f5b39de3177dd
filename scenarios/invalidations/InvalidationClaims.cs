using NUnit.Framework;
using Verify.Instruments.Invalidation;
using Verify.Instruments.Staleness;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Freshness;
using Verify.Scenarios.Output;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Invalidations;

/// <summary>What has to hold of the times that old states are served for, by kind of file and server.</summary>
internal sealed class InvalidationClaims(
    Step step,
    Promise promise,
    IReadOnlyList<InvalidationSeen> all
)
{
    private static readonly TimeSpan Floor = Bounds.Floor;

    public void Judge()
    {
        Table();
        foreach (var one in all)
            Judge(one);
        Phases();
        if (promise.Fresh is { } fresh)
            Discriminate(fresh + Floor);
    }

    // Each change is one for all servers.
    private void Phases()
    {
        var changes = all.Where(one => one.Server.Role == ServerRole.Control)
            .SelectMany(one => one.Draws)
            .Where(draw => draw.Inconclusive is null)
            .Select(draw =>
                draw.ChangedAt.UtcTicks % TimeSpan.TicksPerSecond / (double)TimeSpan.TicksPerSecond
            )
            .ToList();
        if (changes.Count > 1)
            step.Expect(
                "widest part of the second without a change",
                StalenessBound.LargestGap(changes),
                Is.LessThanOrEqualTo(StalenessBound.CriticalGap(changes.Count)),
                $"{changes.Count} uniform draws leave a wider gap once in a million, so the result holds at any phase"
            );
    }

    private void Judge(InvalidationSeen one)
    {
        if (one.Unknown is { } why)
        {
            NeitherState(one);
            step.CannotTell(one.Name, "to be measured", why);
            return;
        }
        Record(one);
        Primed(one);
        var window = one.Predicted.Window;
        var rule = $"predicted {window} by the whole-second rule, from {one.Predicted.Because}";
        step.Expect(
            one.Name,
            one.LastOld.Max,
            Is.LessThanOrEqualTo(window.High + Floor),
            $"{rule}, plus the measuring error; {one.Draws.Count} changes at random phases of the second"
        );
        step.Expect(
            $"{one.Name}: longest time served after its cache entry expired",
            one.Overstay,
            Is.LessThanOrEqualTo(Floor),
            "entries expire on full seconds of the wall clock, whenever the change happened"
        );
        if (one.Predicted.Replayable)
            step.Expect(
                $"{one.Name}: answers (of {one.Answers}) that its configuration cannot give",
                one.Disagreeing,
                Is.Zero,
                $"prediction and measurement agree for every answer of every worker; {rule}"
            );
        Stays(one);
        Promised(one);
    }

    // Where the baseline shows one state or the other, so has the candidate to.
    private void NeitherState(InvalidationSeen one)
    {
        var before = all.Single(other =>
            other.Kind == one.Kind && other.Server.Role == ServerRole.Baseline
        );
        if (one.Server.Role == ServerRole.Candidate && before.Unknown is null)
            step.Expect(
                $"{one.Name}: answers that show neither the state before the change nor the one after",
                one.Neither,
                Is.Empty,
                "the baseline's answers show one of them"
            );
    }

    private void Record(InvalidationSeen one) =>
        step.Measure(
            new(
                one.Name,
                one.LastOld.Max.TotalSeconds,
                "s",
                one.Draws.Count,
                Details: new Dictionary<string, double>
                {
                    ["least"] = one.Least.TotalSeconds,
                    ["p50"] = one.LastOld.P50.TotalSeconds,
                    ["p95"] = one.LastOld.P95.TotalSeconds,
                    ["known to"] = one.Resolution.TotalSeconds,
                },
                Source: "from the change to the last answer that shows the old state, the longest of the changes; "
                    + string.Join(
                        " ",
                        one.Draws.Select(draw => draw.LastOld)
                            .Order()
                            .Select(old => $"{old.TotalSeconds:0.00}")
                    )
            )
            {
                Id = one.Kind.Id,
                Subject = one.Server.Name,
            }
        );

    private void Primed(InvalidationSeen one)
    {
        var unprimed = one.Draws.SelectMany(draw => draw.UnprimedWorkers).Distinct().ToArray();
        var claim = $"{one.Name}: workers that did not serve the old state before the change";
        if (unprimed.Length > 0)
            step.CannotTell(
                claim,
                "none",
                $"workers {string.Join(", ", unprimed)} had no entry to outlive the change"
            );
        else
            step.Expect(claim, unprimed, Is.Empty);
    }

    private void Stays(InvalidationSeen one)
    {
        var restless = one.Draws.Count(draw => !draw.Settled);
        var claim = $"{one.Name}: changes after which the old state came back";
        if (restless > 0 && one.Overstay <= Floor)
            step.CannotTell(claim, "0", $"{restless} were not watched for long enough");
        else
            step.Expect(claim, restless, Is.Zero);
    }

    private void Promised(InvalidationSeen one)
    {
        var candidate = one.Server.Role == ServerRole.Candidate;
        if (
            promise.Fresh is { } fresh
            && candidate
            && one.Kind is { IsManifest: true, What: InvalidationKind.Replaced }
        )
            step.Expect(
                $"{one.Name}: seen within the promised time",
                one.LastOld.Max,
                Is.LessThanOrEqualTo(fresh + Floor),
                $"{fresh.TotalSeconds} s are promised; the bound adds the measuring error",
                "invalidation"
            );
        // The changes that were tried may all have met entries near their end; what is in force keeps others longer.
        if (
            promise.Fresh is { } longest
            && candidate
            && !promise.IsIncluded
            && one.Kind is { IsManifest: true, What: InvalidationKind.Replaced }
        )
            step.Expect(
                $"{one.Name}: longest time that its configuration keeps an old state",
                one.Predicted.Window.High,
                Is.LessThanOrEqualTo(longest),
                $"what is promised; in force is {one.Predicted.Because}"
            );
        if (candidate && promise.IsUnexpected && promise.Fresh is null)
            NoStaler(one);
        // What the user's own lines keep elsewhere is shown, and predicted; nobody promised a figure.
        if (!promise.IsIncluded)
            return;
        if (one.Server.Role == ServerRole.Control)
            return;
        step.Expect(
            $"{one.Name}: longest time that its configuration keeps an old state",
            one.Predicted.Window.High,
            Is.EqualTo(candidate && one.Kind.IsManifest ? Bounds.Fresh : Bounds.Unchanged),
            candidate
                ? $"a second for media playlists, unchanged elsewhere; in force is {one.Predicted.Because}"
                : $"as it was before the change; in force is {one.Predicted.Because}"
        );
    }

    // Nobody has promised a figure or listed the changes: nothing may become staler than it was.
    private void NoStaler(InvalidationSeen one)
    {
        var before = all.First(other =>
            other.Kind == one.Kind && other.Server.Role == ServerRole.Baseline
        );
        if (before.Predicted.Unknown is not null)
            return;
        step.Expect(
            $"{one.Name}: longest time that its configuration keeps an old state",
            one.Predicted.Window.High,
            Is.LessThanOrEqualTo(before.Predicted.Window.High),
            $"no longer than before the change ({before.Predicted.Because}); in force is {one.Predicted.Because}"
        );
        step.Expect(
            $"{one.Name}: served old no longer than before the change",
            one.LastOld.Max,
            Is.LessThanOrEqualTo(before.Predicted.Window.High + Floor),
            $"how long the baseline keeps it ({before.Predicted.Because}), plus the measuring error"
        );
    }

    private void Discriminate(TimeSpan bound)
    {
        foreach (var kind in all.Where(one => one.Kind.IsManifest).GroupBy(one => one.Kind))
        {
            var control = kind.Single(one => one.Server.Role == ServerRole.Control);
            var baseline = kind.Single(one => one.Server.Role == ServerRole.Baseline);
            if (control.Unknown is null && baseline.Unknown is null)
                Discrimination.Claim(
                    step,
                    $"{kind.Key.Name}: seen within {bound.TotalSeconds:0.0} s",
                    control.LastOld.Max <= bound,
                    baseline.LastOld.Max <= bound
                );
        }
    }

    private void Table()
    {
        var table = new TextTable([
            "",
            "lives",
            .. new[] { "least", "p50", "max", "known to", "n" }.Select(Column.OfNumbers),
            "agree",
        ]);
        foreach (var one in all.Where(one => one.Unknown is null))
        {
            var window = one.Predicted.Window;
            var agree =
                one.Overstay <= Floor && (!one.Predicted.Replayable || one.Disagreeing == 0);
            table.Add(
                one.Name,
                $"{window}",
                $"{one.Least.TotalSeconds:0.000}",
                $"{one.LastOld.P50.TotalSeconds:0.000}",
                $"{one.LastOld.Max.TotalSeconds:0.000}",
                $"{one.Resolution.TotalSeconds:0.000}",
                $"{one.Draws.Count}",
                agree ? "yes" : "NO"
            );
        }
        step.Saw(table);
        step.Saw(
            "lives: predicted lifetime of a cache entry. A change happens up to about a second into that lifetime and is seen that much sooner."
        );
    }
}
