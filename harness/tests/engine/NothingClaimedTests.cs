using Verify.Engine.Drill;
using Verify.Engine.Secrets;
using Verify.Reports.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine;

/// <summary>A run in which nothing was claimed, whatever it carried out, has proved nothing.</summary>
public sealed class NothingClaimedTests
{
    [Test]
    public void A_scenario_without_a_claim_is_inconclusive()
    {
        var run = SelfRun.Of<OnlyLooks>();
        Assert.That(run.Phase("1"), Is.EqualTo(Verdict.Pass), "its steps were carried out");
        Assert.That(run.Finished.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(run.Finished.ExitCode, Is.EqualTo(4));
        Assert.That(run.Finished.Reason, Does.StartWith("nothing was claimed"));
        Assert.That(RunStatus.Of(RunTree.Of(run.Events)).Word, Is.EqualTo("Inconclusive"));
    }

    [Test]
    public void Where_all_was_skipped_the_run_says_what_for()
    {
        var run = SelfRun.Of<AllSkipped>();
        Assert.That(run.Finished.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(run.Finished.ExitCode, Is.EqualTo(4));
        Assert.That(
            run.Finished.Reason,
            Does.Contain("nothing was claimed").And.Contain("there is no browser")
        );
    }

    [Test]
    public void A_selection_in_which_nothing_is_claimed_is_inconclusive_too() =>
        Assert.That(SelfRun.Of<ClaimsLater>(phases: ["1"]).Finished.ExitCode, Is.EqualTo(4));

    [Test]
    public void A_selection_that_claims_something_passes_in_part()
    {
        var run = SelfRun.Of<ClaimsLater>(phases: ["2"]);
        Assert.That(run.Finished.ExitCode, Is.Zero);
        Assert.That(RunTree.Of(run.Events).Word, Is.EqualTo("partial"));
        Assert.That(RunTree.Of(SelfRun.Of<ClaimsLater>().Events).Word, Is.EqualTo("pass"));
    }

    [Test]
    public void A_drill_without_a_cell_is_inconclusive()
    {
        using var folder = new TempFolder();
        using var writer = new RecordWriter(
            RunFolder.RecordOf(folder.Path),
            [],
            new SecretMask([]),
            TimeProvider.System
        );
        var record = new DrillRecord(writer, folder.Path, []);
        record.Start(new("drill", "self", folder.Path), "a drill", []);
        var end = record.End(interrupted: false);
        Assert.That((end.Verdict, end.ExitCode), Is.EqualTo((Verdict.Inconclusive, 4)));
        Assert.That(end.Reason, Does.Contain("no cell"));
    }

    public abstract class OnlyLooks : SelfScenario
    {
        [Phase("1", "Look")]
        public void Look(Phase phase) => phase.Step("1.1", "look", step => Do(step, "look"));
    }

    public abstract class AllSkipped : SelfScenario
    {
        [Phase("1", "Look")]
        public void Look(Phase phase) =>
            phase.Step(
                "1.1",
                "look",
                step =>
                {
                    step.Skip("there is no browser");
                    return Task.CompletedTask;
                }
            );
    }

    public abstract class ClaimsLater : SelfScenario
    {
        [Phase("1", "Look")]
        public void Look(Phase phase) => phase.Step("1.1", "look", step => Do(step, "look"));

        [Phase("2", "Claim")]
        public void Claim(Phase phase) => phase.Step("2.1", "claim", Holds);
    }
}
