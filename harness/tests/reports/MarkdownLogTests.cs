using System.Text.RegularExpressions;
using Verify.Reports.Log;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports;

[TestFixture]
internal sealed partial class MarkdownLogTests
{
    [Test]
    public void A_run_that_passed_with_every_outcome_measured_is_complete()
    {
        var log = Log(SampleRuns.Passing());

        Assert.That(log, Does.Contain("> **Status**: Complete"));
        Assert.That(
            log,
            Does.Contain(
                "- [x] Expected outcome: a playlist is at most a second old (steps 5.5, pass)"
            )
        );
        Assert.That(log, Does.Contain("- [x] Phase 5: Runtime verification (steps 5.3, 5.5)"));
        Assert.That(log, Does.Contain("- [x] Every change undone: 1 of 1 (in steps 6.1)"));
        Assert.That(
            log,
            Does.Contain(
                "  - staleness, candidate: 0.931 s; n 332; 0.9 to 0.96 (95 %); p50 0.507, p99 0.92"
            )
        );
        Assert.That(log, Does.Contain("[staleness.csv](evidence/aaaa.csv)"));
        Assert.That(log, Does.Contain("**Carried out by**: Verify 1.0.0 5cc2b4b"));
        Assert.That(log, Does.Not.Contain("- [ ]"));
    }

    [TestCaseSource(typeof(SampleRuns), nameof(SampleRuns.All))]
    public void Every_section_is_in_the_log_of_every_run(object run)
    {
        var log = Log((SampleRun)run);

        foreach (
            var section in (string[])
                [
                    "Progress Summary",
                    "Phase 2: ",
                    "Phase 5: ",
                    "Expected Outcomes",
                    "Issues Encountered",
                    "Rollback History",
                    "Environment",
                    "Final Checklist",
                ]
        )
        {
            Assert.That(log, Does.Contain($"\n## {section}"));
        }
    }

    [Test]
    public void A_promise_that_nothing_measured_keeps_a_passing_run_from_complete()
    {
        var run = new SampleRun()
            .Start([], new ExpectedOutcome("fresh", "fresh playlists", "1 s"))
            .StartPhase("1", "one")
            .StartStep("1.1", "look")
            .Claim("something else", "a", "a")
            .EndStep()
            .EndPhase()
            .End();

        Assert.That(
            Log(run),
            Does.Contain(
                "> **Status**: Partially verified: expected outcomes not measured: fresh playlists"
            )
        );
        Assert.That(
            Log(run),
            Does.Contain("- [ ] Expected outcome: fresh playlists (not measured)")
        );
    }

    [Test]
    public void A_phase_that_says_pass_and_shows_nothing_ticks_no_box()
    {
        var run = new SampleRun()
            .Start([])
            .StartPhase("1", "one")
            .StartStep("1.1", "look")
            .EndStep()
            .EndPhase()
            .End();

        Assert.That(
            Log(run),
            Does.Contain("- [ ] Phase 1: one (nothing in the record proves it completely)")
        );
    }

    [Test]
    public void A_phase_left_out_or_a_step_never_run_keeps_it_from_complete()
    {
        var planned = SampleRun.Phase(
            "1",
            "one",
            SampleRun.Step("1.1", "a"),
            SampleRun.Step("1.2", "b")
        );
        var run = new SampleRun()
            .Start([planned])
            .StartPhase("1", "one")
            .StartStep("1.1", "a")
            .Claim("c", "a", "a")
            .EndStep()
            .EndPhase()
            .End();

        Assert.That(
            Log(SampleRuns.Partial()),
            Does.Contain(
                "> **Status**: Partially verified: phases not passed: 2 (skipped), 6 (skipped)"
            )
        );
        Assert.That(
            Log(run),
            Does.Contain("> **Status**: Partially verified: steps not passed: 1.2 (not run)")
        );
    }

    [Test]
    public void A_claim_missed_outranks_a_step_that_says_pass()
    {
        var run = new SampleRun()
            .Start([])
            .StartPhase("1", "one")
            .StartStep("1.1", "look")
            .Claim("c", "a", "b", Verdict.Fail)
            .EndStep()
            .EndPhase()
            .End();

        Assert.That(RunTree.Of(run.Events).Standing.Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void An_undo_that_failed_is_the_first_thing_the_log_says()
    {
        var log = Log(SampleRuns.UndoFailed());

        Assert.That(log, Does.Contain("> **Status**: Rollback failed: /var/hls is still mounted"));
        Assert.That(
            log,
            Does.Contain("| ❌ failed, left changed: /var/hls is still mounted: target is busy |")
        );
        Assert.That(log, Does.Contain("- [ ] Every change undone: 0 of 1"));
    }

    [Test]
    public void Nasty_text_leaves_every_table_its_columns_and_every_fence_closed()
    {
        var log = Log(NastyText.Run());
        var columns = 0;
        string? fence = null;
        foreach (var line in log.Split('\n'))
        {
            var ticks = OpeningTicks().Match(line).Value;
            if (fence is not null)
            {
                fence = ticks.Length >= fence.Length && line == ticks ? null : fence;
                continue;
            }
            fence = ticks.Length >= 3 ? ticks : null;
            var cells = line.StartsWith('|') ? Pipe().Count(line) : 0;
            Assert.That(columns == 0 || cells == 0 || cells == columns, Is.True, line);
            columns = cells;
        }
        Assert.That(fence, Is.Null, "a fence is left open");
        Assert.That(log.Where(c => char.IsControl(c) && c is not ('\n' or '\t')), Is.Empty);
        Assert.That(log, Does.Contain(NastyText.Backticks), "a fence holds the text as it is");
    }

    private static string Log(SampleRun run) => MarkdownLog.Render(RunTree.Of(run.Events));

    [GeneratedRegex("^`*")]
    private static partial Regex OpeningTicks();

    // As GitHub's parser splits a row: at every pipe that is not the second half of an escape.
    // As GitHub's parser splits a row: at every pipe that no escape covers.
    [GeneratedRegex(@"(?<!(?<!\\)(?:\\\\)*\\)\|")]
    private static partial Regex Pipe();
}
