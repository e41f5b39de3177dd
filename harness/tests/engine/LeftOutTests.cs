namespace Verify.Tests.Engine;

/// <summary>Phases that a run leaves out by its nature, and such as have nothing to do in it.</summary>
public sealed class LeftOutTests
{
    [Test]
    public void A_phase_left_out_is_skipped_with_its_reason_and_the_run_is_partial()
    {
        var run = SelfRun.Of<OnlyLooks>();
        Assert.That(run.Phase("1"), Is.EqualTo(Verdict.Skipped));
        Assert.That(
            run.All<PhaseFinished>().Single(phase => phase.Phase == "1").Reason,
            Is.EqualTo("only looked at")
        );
        Assert.That(run.Acts, Is.EqualTo(new[] { "look" }), "it does not pull in what it needs");
        Assert.That(run.Finished.ExitCode, Is.Zero);
        Assert.That(run.Finished.Partial, Is.True);
    }

    [Test]
    public void A_phase_without_a_step_is_no_part_of_the_run()
    {
        var run = SelfRun.Of<OnlyLooks>();
        Assert.That(
            run.All<RunStarted>().Single().Phases.Select(phase => phase.Id),
            Is.EqualTo(new[] { "1", "2" })
        );
        Assert.That(run.All<PhaseFinished>().Select(phase => phase.Phase), Does.Not.Contain("3"));
        Assert.That(run.NUnitSays("3"), Does.StartWith("Skipped"));
    }

    [Test]
    public void Asking_for_a_phase_that_is_left_out_is_refused_with_the_reason() =>
        Assert.That(
            () =>
                PhaseSelection.Resolve([new Phase(new("1", "one"))], ["1"], _ => "only looked at"),
            Throws.TypeOf<UsageError>().With.Message.Contains("--phase 1: only looked at")
        );

    public abstract class OnlyLooks : SelfScenario
    {
        public override string? LeftOut(string phase) => phase == "1" ? "only looked at" : null;

        [Phase("1", "Change")]
        public void Change(Phase phase) => phase.Change("1.1", Made("it"));

        [Phase("2", "Look", Needs = "1,3")]
        public void Look(Phase phase) => phase.Step("2.1", "look", step => DoAndHold(step, "look"));

        [Phase("3", "Nothing")]
        public void Nothing(Phase phase) => _ = phase.Id;
    }
}
