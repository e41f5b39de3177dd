using Verify.Scenarios.Paired;
using Verify.Tests.Engine;

namespace Verify.Tests.Scenarios;

/// <summary>What is claimed of a candidate beside its baseline, and when it cannot be told.</summary>
public sealed class PairedLoadTests
{
    private const string OfSegments = "p99 of segments";

    public abstract class Alike : BlocksScenario
    {
        protected override double[] Baseline => [0, 3, 1, 2];
        protected override double[] Candidate => [1, 2, 3, 0];
    }

    public abstract class Slower : Alike
    {
        protected override double[] Candidate => [301, 290, 305, 299];
    }

    // Both get slower from pair to pair, by more than the bound and by the same.
    public abstract class SlowerAlike : Alike
    {
        protected override double[] Baseline => [0, 400, 800, 1200];
        protected override double[] Candidate => [2, 401, 803, 1201];
    }

    public abstract class Noisy : Alike
    {
        protected override double[] Candidate => [0, 400, 0, 30];
    }

    public abstract class Refused : Alike
    {
        private protected override LoadBlock Changed(LoadBlock block) =>
            block.Number == 3 ? WithErrors(block) : block;
    }

    public abstract class RefusedBefore : Alike
    {
        private protected override LoadBlock Changed(LoadBlock block) =>
            block.Number == 1 ? WithErrors(block) : block;
    }

    public abstract class Unjoined : Alike
    {
        private protected override LoadBlock Changed(LoadBlock block) =>
            block.Number == 2
                ? block with
                {
                    Swarm = block.Swarm with { Audience = new(50, 49, 0, 0, 0) },
                }
                : block;
    }

    public abstract class CountedOtherwise : Alike
    {
        private protected override LoadBlock Changed(LoadBlock block) =>
            block.Number == 5 ? block with { Counted = 304 } : block;
    }

    public abstract class Uncounted : Alike
    {
        private protected override LoadBlock Changed(LoadBlock block) =>
            block with
            {
                Counted = null,
            };
    }

    public abstract class Dearer : Alike
    {
        private protected override LoadBlock Changed(LoadBlock block) =>
            block.IsCandidate
                ? block with
                {
                    Cpu = new(TimeSpan.FromMilliseconds(110 + block.Number), TimeSpan.Zero, "ns"),
                }
                : block;
    }

    public abstract class Coarse : Dearer
    {
        private protected override LoadBlock Changed(LoadBlock block) =>
            block with
            {
                Cpu = base.Changed(block).Cpu! with { Error = TimeSpan.FromMilliseconds(20) },
            };
    }

    public abstract class Saturated : Alike
    {
        private protected override LoadBlock Changed(LoadBlock block) =>
            block.Number == 8
                ? block with
                {
                    Swarm = block.Swarm with { Inconclusive = "the generator was late itself" },
                }
                : block;
    }

    public abstract class Repeated : Saturated
    {
        // The last pair of the planned ones was late, and far apart.
        protected override double[] Baseline => [0, 3, 1, 900, 2];
        protected override double[] Candidate => [1, 2, 3, 0, 0];
    }

    [Test]
    public void Two_that_are_alike_pass_with_a_measured_difference_and_its_interval()
    {
        var run = SelfRun.Of<Alike>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Pass), Reason(run));
        var measured = run.All<MeasurementTaken>()
            .Select(taken => taken.Measurement)
            .Single(one => one.Name.StartsWith(OfSegments, StringComparison.Ordinal));
        // Differences of 1, -1, 2 and -2 ms: mean 0, spread 1.826, and t of three degrees.
        Assert.That(measured.Value, Is.EqualTo(0).Within(0.05));
        Assert.That(measured.High, Is.EqualTo(3.182 * 1.826 / 2).Within(0.1));
        Assert.That(measured.Samples, Is.EqualTo(4));
        Assert.That(run.All<EvidenceKept>().Select(kept => kept.Name), Does.Contain("blocks.csv"));
    }

    [Test]
    public void One_that_is_slower_by_more_than_a_viewer_would_notice_fails()
    {
        var run = SelfRun.Of<Slower>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Fail));
        Assert.That(Of(run, OfSegments), Is.EqualTo(Verdict.Fail));
        Assert.That(Of(run, "p99 of playlists"), Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public void What_both_of_a_pair_have_in_common_is_in_no_difference() =>
        Assert.That(SelfRun.Of<SlowerAlike>().Step("1.1"), Is.EqualTo(Verdict.Pass));

    [Test]
    public void An_interval_that_reaches_beyond_the_bound_is_no_pass()
    {
        var run = SelfRun.Of<Noisy>();
        Assert.That(Of(run, OfSegments), Is.EqualTo(Verdict.Inconclusive), Reason(run));
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void An_error_of_the_candidate_fails_and_names_the_block()
    {
        var run = SelfRun.Of<Refused>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Fail));
        Assert.That(Reason(run), Does.Contain("block 3, candidate, 7 x status 503"));
    }

    [Test]
    public void A_viewer_that_got_nothing_fails() =>
        Assert.That(SelfRun.Of<Unjoined>().Step("1.1"), Is.EqualTo(Verdict.Fail));

    [Test]
    public void A_baseline_that_fails_is_no_measure()
    {
        var run = SelfRun.Of<RefusedBefore>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Inconclusive));
        Assert.That(
            Doubt(run),
            Does.Contain("block 1, baseline, 7 x status 503: a baseline that fails")
        );
    }

    [Test]
    public void Counts_that_differ_leave_it_undecided_and_a_server_that_does_not_count_is_said()
    {
        var run = SelfRun.Of<CountedOtherwise>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Inconclusive));
        Assert.That(
            Doubt(run),
            Does.Contain("block 5, baseline: nginx counted 304 requests and the swarm 300")
        );
        var uncounted = SelfRun.Of<Uncounted>();
        Assert.That(uncounted.Step("1.1"), Is.EqualTo(Verdict.Pass), Reason(uncounted));
        Assert.That(
            uncounted.All<FindingMade>().Single().Text,
            Does.Contain("could not be held against nginx's own")
        );
    }

    [Test]
    public void A_saturated_generator_leaves_the_latencies_undecided_and_not_what_the_servers_used()
    {
        var run = SelfRun.Of<Saturated>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Inconclusive));
        Assert.That(Doubt(run), Does.Contain("block 8, baseline: the generator was late itself"));
        Assert.That(Of(run, "processor time per request"), Is.EqualTo(Verdict.Pass));
        Assert.That(
            run.All<ClaimEvaluated>().Select(claim => claim.Claim),
            Has.None.StartsWith(OfSegments)
        );
    }

    [Test]
    public void A_late_pair_is_left_out_where_another_was_run_in_its_place()
    {
        var run = SelfRun.Of<Repeated>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Pass), Reason(run));
        var measured = run.All<MeasurementTaken>()
            .Select(taken => taken.Measurement)
            .Single(one => one.Name.StartsWith(OfSegments, StringComparison.Ordinal));
        Assert.That(measured.Samples, Is.EqualTo(4));
    }

    [Test]
    public void One_that_costs_the_server_more_fails_unless_that_cannot_be_told()
    {
        var run = SelfRun.Of<Dearer>();
        Assert.That(Of(run, "processor time per request"), Is.EqualTo(Verdict.Fail));
        var coarse = SelfRun.Of<Coarse>();
        Assert.That(coarse.Step("1.1"), Is.EqualTo(Verdict.Pass), Reason(coarse));
        Assert.That(
            coarse.All<FindingMade>().Single().Text,
            Does.Contain("processor time cannot be compared")
        );
    }

    private static LoadBlock WithErrors(LoadBlock block) =>
        block with
        {
            Swarm = block.Swarm with
            {
                Errors = new Dictionary<string, long> { ["status 503"] = 7 },
            },
        };

    private static Verdict Of(SelfRun run, string figure) =>
        run.All<ClaimEvaluated>()
            .Single(claim => claim.Claim.StartsWith(figure, StringComparison.Ordinal))
            .Verdict;

    private static string? Doubt(SelfRun run) =>
        run.All<ClaimEvaluated>().Single(claim => claim.Verdict == Verdict.Inconclusive).Reason;

    private static string Reason(SelfRun run) =>
        string.Join('\n', run.All<StepFinished>().Select(step => $"{step.Step} {step.Reason}"));
}
