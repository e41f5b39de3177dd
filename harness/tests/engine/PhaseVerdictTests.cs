namespace Verify.Tests.Engine;

/// <summary>What each way of ending does to the step, to the phase, to what follows, and to NUnit's word for it.</summary>
public sealed class PhaseVerdictTests
{
    public abstract class EveryEnding : SelfScenario
    {
        [Phase("1", "Passes")]
        public void Passes(Phase phase) => phase.Step("1.1", "holds", Holds);

        [Phase("2", "Fails")]
        public void Fails(Phase phase)
        {
            phase.Step("2.1", "misses", Misses);
            phase.Step("2.2", "goes on", step => Do(step, "2.2"));
        }

        [Phase("3", "Breaks")]
        public void Breaks(Phase phase)
        {
            phase.Step("3.1", "throws", Throws);
            phase.Step("3.2", "goes on", step => Do(step, "3.2"));
        }

        [Phase("4", "Cannot tell")]
        public void CannotTell(Phase phase) =>
            phase.Step(
                "4.1",
                "cannot tell",
                step =>
                {
                    step.CannotTell("it is fast", "at most 1 s", "no samples");
                    return Task.CompletedTask;
                }
            );

        [Phase("5", "Skips")]
        public void Skips(Phase phase) =>
            phase.Step(
                "5.1",
                "skips",
                step =>
                {
                    step.Skip("there is nothing to look at");
                    return Task.CompletedTask;
                }
            );

        [Phase("6", "Gate")]
        public void Gate(Phase phase)
        {
            phase.Gate("6.1", "a gate that passes", Holds);
            phase.Gate("6.2", "a gate that misses", Misses);
            phase.Step("6.3", "behind the gate", step => Do(step, "6.3"));
        }

        [Phase("7", "After")]
        public void After(Phase phase) => phase.Step("7.1", "after", step => Do(step, "7.1"));

        [Phase("8", "Always", Always = true)]
        public void Always(Phase phase) => phase.Step("8.1", "always", step => Do(step, "8.1"));
    }

    private static readonly SelfRun seen = SelfRun.Of<EveryEnding>();

    [TestCase("1", Verdict.Pass, "Passed")]
    [TestCase("2", Verdict.Fail, "Failed")]
    [TestCase("3", Verdict.Broken, "Failed:Broken")]
    [TestCase("4", Verdict.Inconclusive, "Inconclusive")]
    [TestCase("5", Verdict.Skipped, "Skipped")]
    [TestCase("6", Verdict.Fail, "Failed")]
    [TestCase("7", Verdict.Blocked, "Skipped:Blocked")]
    [TestCase("8", Verdict.Pass, "Passed")]
    public void NUnit_and_the_record_say_the_same_of_a_phase(
        string phase,
        Verdict verdict,
        string nunit
    )
    {
        Assert.That(seen.Phase(phase), Is.EqualTo(verdict));
        Assert.That(seen.NUnitSays(phase), Is.EqualTo(nunit));
    }

    [TestCase("2.1", Verdict.Fail, "it holds: expected 1, but was 2")]
    [TestCase("3.1", Verdict.Broken, "the disk is gone")]
    [TestCase("4.1", Verdict.Inconclusive, "it is fast: cannot tell, no samples")]
    [TestCase("5.1", Verdict.Skipped, "there is nothing to look at")]
    [TestCase("6.3", Verdict.Blocked, "step 6.2 (a gate that misses) did not pass")]
    public void A_step_that_did_not_pass_says_why(string step, Verdict verdict, string reason)
    {
        var finished = seen.All<StepFinished>().Single(e => e.Step == step);
        Assert.That(finished.Verdict, Is.EqualTo(verdict));
        Assert.That(finished.Reason, Is.EqualTo(reason));
    }

    [Test]
    public void Only_what_lies_behind_a_gate_that_missed_is_not_carried_out() =>
        Assert.That(seen.Acts, Is.EqualTo(new[] { "2.2", "3.2", "8.1" }));

    [Test]
    public void NUnit_is_told_the_reason() =>
        Assert.That(
            seen.Tests["Phase 7 After"].Message,
            Is.EqualTo("step 6.2 (a gate that misses) did not pass")
        );

    [Test]
    public void The_run_ends_as_its_worst_phase() =>
        Assert.That(
            (
                seen.Finished.Verdict,
                seen.Finished.ExitCode,
                seen.Finished.Partial,
                seen.Finished.Reason
            ),
            Is.EqualTo((Verdict.Fail, 1, false, "2.1 misses: it holds: expected 1, but was 2"))
        );

    [TestCase("1", 0)]
    [TestCase("3", 3)]
    [TestCase("4", 4)]
    [TestCase("5", 4)]
    public void A_run_of_one_phase_ends_as_that_phase_does(string phase, int exitCode) =>
        Assert.That(
            SelfRun.Of<EveryEnding>(phases: [phase]).Finished.ExitCode,
            Is.EqualTo(exitCode)
        );

    [Test]
    public void Every_phase_and_step_is_on_record_before_the_first_one_runs()
    {
        Assert.That(seen.Events[0], Is.TypeOf<RunStarted>());
        var plan = ((RunStarted)seen.Events[0]).Phases;
        Assert.That(
            plan.Select(phase => phase.Id),
            Is.EqualTo(new[] { "1", "2", "3", "4", "5", "6", "7", "8" })
        );
        Assert.That(
            plan.SelectMany(phase => phase.Steps).Select(step => step.Id),
            Is.EqualTo("1.1 2.1 2.2 3.1 3.2 4.1 5.1 6.1 6.2 6.3 7.1 8.1".Split(' '))
        );
        Assert.That(plan, Has.All.Property(nameof(PhasePlan.Selected)).True);
    }

    [Test]
    public void Everything_heard_is_in_the_file_in_the_same_order() =>
        Assert.That(seen.RecordLines, Is.EqualTo(seen.Events.Select(RecordJson.Line)));
}
