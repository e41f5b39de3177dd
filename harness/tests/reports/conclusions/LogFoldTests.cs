using Verify.Reports.Log;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports.Conclusions;

/// <summary>A log is read from its first line to its last: what does not fit is folded, and counted.</summary>
[TestFixture]
internal sealed class LogFoldTests
{
    [Test]
    public void A_pass_of_a_thousand_claims_is_a_log_that_can_be_read()
    {
        var log = MarkdownLog.Render(RunTree.Of(Long(Verdict.Pass).Events));

        Assert.That(log.Count(c => c == '\n'), Is.LessThanOrEqualTo(600));
        Assert.That(
            log,
            Does.Contain("25 of 25 claims hold")
                .And.Contain("of 30 lines; the record and the report have all of them")
        );
    }

    [Test]
    public void A_claim_that_does_not_hold_is_never_folded()
    {
        var log = MarkdownLog.Render(RunTree.Of(Long(Verdict.Fail).Events));

        for (var claim = 0; claim < 25; claim++)
            Assert.That(log, Does.Contain($"❌ fail: claim {claim} of 40:"));
    }

    [Test]
    public void A_short_run_is_told_whole()
    {
        var log = MarkdownLog.Render(RunTree.Of(SampleRuns.Passing().Events));

        Assert.That(log, Does.Contain("the candidate cures it").And.Contain("p50 0.507, p99 0.92"));
        Assert.That(log, Does.Not.Contain("all of them in the record"));
    }

    [Test]
    public void Every_step_has_a_box_also_one_that_claims_nothing()
    {
        var run = new SampleRun()
            .Start([
                SampleRun.Phase(
                    "4",
                    "Diff",
                    SampleRun.Step("4.3", "as listed"),
                    SampleRun.Step("4.4", "without effect")
                ),
            ])
            .StartPhase("4", "Diff")
            .StartStep("4.3", "as listed")
            .Claim("c", "a", "a")
            .EndStep()
            .StartStep("4.4", "without effect")
            .EndStep(result: "8 differences, 0 without effect")
            .EndPhase()
            .End();

        Assert.That(
            MarkdownLog.Render(RunTree.Of(run.Events)),
            Does.Contain("- [x] 4.3 as listed (pass, 1 of 1 claims hold)")
                .And.Contain("- [x] 4.4 without effect (pass, observed, nothing claimed)")
        );
    }

    private static SampleRun Long(Verdict last)
    {
        var run = new SampleRun().Start([]).StartPhase("1", "one");
        for (var step = 1; step <= 40; step++)
        {
            run.StartStep($"1.{step}", $"step {step}", "look at it");
            for (var claim = 0; claim < 25; claim++)
                run.Claim($"claim {claim} of {step}", "a", "a", step == 40 ? last : Verdict.Pass);
            run.Measure(new("m", 1, "s"))
                .Measure(new("n", 1, "s"))
                .Keep("e.csv", "evidence/e.csv", "text/csv");
            run.EndStep(
                step == 40 ? last : Verdict.Pass,
                string.Join('\n', Enumerable.Range(0, 30))
            );
        }
        return run.EndPhase(last).End(last);
    }
}
