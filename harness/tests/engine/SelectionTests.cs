namespace Verify.Tests.Engine;

public sealed class SelectionTests
{
    public abstract class Chain : SelfScenario
    {
        [Phase("0", "Ground")]
        public void Ground(Phase phase) =>
            phase.Step("0.1", "ground", step => DoAndHold(step, "0"));

        [Phase("2", "Aside")]
        public void Aside(Phase phase) => phase.Step("2.1", "aside", step => DoAndHold(step, "2"));

        [Phase("3", "Walls", Needs = "0")]
        public void Walls(Phase phase) => phase.Step("3.1", "walls", step => DoAndHold(step, "3"));

        [Phase("3B", "Roof", Needs = "3")]
        public void Roof(Phase phase) => phase.Step("3B.1", "roof", step => DoAndHold(step, "3B"));
    }

    [Test]
    public void A_phase_brings_those_it_stands_on_and_theirs()
    {
        var run = SelfRun.Of<Chain>(phases: ["3b"]);
        Assert.That(run.Acts, Is.EqualTo(new[] { "0", "3", "3B" }));
        Assert.That(run.Phase("2"), Is.EqualTo(Verdict.Skipped));
        Assert.That(run.NUnitSays("2"), Is.EqualTo("Skipped"));
        Assert.That(
            run.All<PhaseFinished>().Single(e => e.Phase == "2").Reason,
            Is.EqualTo("not selected by --phase")
        );
    }

    [Test]
    public void A_run_of_some_phases_passes_as_what_it_is_a_part()
    {
        var run = SelfRun.Of<Chain>(phases: ["3"]);
        Assert.That(run.Finished.Partial, Is.True);
        Assert.That(run.Finished.ExitCode, Is.Zero);
        Assert.That(
            run.All<RunStarted>().Single().Phases.Select(phase => (phase.Id, phase.Selected)),
            Is.EqualTo(new[] { ("0", true), ("2", false), ("3", true), ("3B", false) })
        );
    }

    [Test]
    public void A_run_of_all_phases_is_not_a_part() =>
        Assert.That(SelfRun.Of<Chain>(phases: ["0", "2", "3", "3B"]).Finished.Partial, Is.False);

    [Test]
    public void An_unknown_phase_is_named_with_those_there_are() =>
        Assert.That(
            () => PhaseSelection.Resolve(Declared("3", "3B"), ["3C"], _ => null),
            Throws.TypeOf<UsageError>().With.Message.Contains("3C").And.Message.Contains("3, 3B")
        );

    [Test]
    public void No_phase_at_all_is_not_a_selection() =>
        Assert.That(
            () => PhaseSelection.Resolve(Declared("3", "3B"), [], _ => null),
            Throws.TypeOf<UsageError>().With.Message.Contains("3, 3B")
        );

    private static Phase[] Declared(params string[] ids) =>
        [.. ids.Select(id => new Phase(new(id, "any")))];

    [Test]
    public void A_step_numbered_for_another_phase_is_refused() =>
        Assert.That(
            () => new Phase(new("3", "three")).Step("4.1", "astray", _ => Task.CompletedTask),
            Throws
                .InvalidOperationException.With.Message.Contains("4.1")
                .And.Message.Contains("3.x")
        );

    [Test]
    public void Phase_3_does_not_own_the_numbers_of_phase_3B() =>
        Assert.That(
            () => new Phase(new("3", "three")).Step("3B.1", "astray", _ => Task.CompletedTask),
            Throws.InvalidOperationException
        );

    [Test]
    public void A_number_given_twice_is_refused()
    {
        var phase = new Phase(new("3", "three"));
        phase.Step("3.1", "first", _ => Task.CompletedTask);
        Assert.That(
            () => phase.Gate("3.1", "second", _ => Task.CompletedTask),
            Throws.InvalidOperationException.With.Message.Contains("each number once")
        );
    }
}
