namespace Verify.Tests.Engine;

public sealed class UndoTests
{
    // Short, because nothing that ends in it is expected to; the undos that do end need none of it.
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(300);

    public abstract class BadUndos : SelfScenario
    {
        [Phase("1", "Change")]
        public void Change(Phase phase)
        {
            phase.Change("1.1", Made("first"));
            phase.Change("1.2", Made("thrower", undo: _ => throw new IOException("stuck")));
            phase.Change("1.3", Made("second"));
            phase.Change("1.4", Made("sleeper", undo: ct => Task.Delay(Timeout.Infinite, ct)));
            phase.Change(
                "1.5",
                Made("deaf", undo: _ => Task.Delay(Timeout.Infinite, CancellationToken.None))
            );
            phase.Change("1.6", Made("third"));
        }

        [Phase("2", "Rollback", Always = true)]
        public void Rollback(Phase phase) => phase.Undo("2.1", "everything", downTo: "1");
    }

    [Test]
    public void Every_undo_runs_last_first_even_where_others_throw_or_hang()
    {
        var acts = SelfRun.Of<BadUndos>(undoBudget: Budget).Acts.Skip(6).ToArray();
        Assert.That(
            // On a machine that stood still in between, one is tried twice in a row.
            acts.Where((act, i) => i == 0 || act != acts[i - 1]),
            Is.EqualTo(
                new[]
                {
                    "unmake third",
                    "unmake deaf",
                    "unmake sleeper",
                    "unmake second",
                    "unmake thrower",
                    "unmake first",
                }
            )
        );
    }

    [Test]
    public void A_failed_undo_gives_exit_5_and_says_what_is_left_and_how_to_take_it_back()
    {
        var run = SelfRun.Of<BadUndos>(undoBudget: Budget);
        Assert.That(run.Finished.ExitCode, Is.EqualTo(5));
        Assert.That(run.Finished.Verdict, Is.Not.EqualTo(Verdict.Pass));
        Assert.That(
            run.Finished.Reason,
            Does.Contain("make thrower (stuck); by hand: rm thrower")
                .And.Contain(
                    "make sleeper (the undo did not finish within 0.3 s); by hand: rm sleeper"
                )
                .And.Contain("rm deaf")
                .And.Not.Contain("rm first")
        );
        Assert.That(run.Phase("2"), Is.EqualTo(Verdict.Broken));
        Assert.That(
            run.All<ChangeUndone>().Where(e => e.Error is null).Select(e => e.Step),
            Is.EqualTo(new[] { "1.6", "1.3", "1.1" })
        );
    }

    public abstract class Blocking : SelfScenario
    {
        [Phase("1", "Change")]
        public void Change(Phase phase)
        {
            phase.Change("1.1", Made("first"));
            phase.Change(
                "1.2",
                Made(
                    "blocker",
                    undo: _ =>
                    {
                        // Only until the test's process ends; its thread is a background one.
                        new ManualResetEventSlim().Wait(CancellationToken.None);
                        return Task.CompletedTask;
                    }
                )
            );
        }
    }

    [Test]
    public void An_undo_that_blocks_its_thread_is_given_up_too()
    {
        var run = SelfRun.Of<Blocking>(undoBudget: Budget);
        Assert.That(run.Acts, Does.Contain("unmake first"));
        Assert.That(run.Finished.ExitCode, Is.EqualTo(5));
    }

    public abstract class HalfMade : SelfScenario
    {
        [Phase("1", "Change")]
        public void Change(Phase phase)
        {
            phase.Change("1.1", Made("whole"));
            phase.Change("1.2", Made("half", act: Throws));
            phase.Change("1.3", Made("never"));
        }
    }

    [Test]
    public void A_change_that_broke_half_way_is_undone_and_one_never_begun_is_not()
    {
        var run = SelfRun.Of<HalfMade>();
        Assert.That(
            run.Acts,
            Is.EqualTo(new[] { "make whole", "make half", "unmake half", "unmake whole" })
        );
        Assert.That(run.Finished.ExitCode, Is.EqualTo(3));
        Assert.That(run.Step("1.3"), Is.EqualTo(Verdict.Blocked));
    }

    [Test]
    public void The_undo_is_on_record_before_the_act()
    {
        var run = SelfRun.Of<HalfMade>();
        Assert.That(
            run.Events.Where(e => e is ChangeIntended or ChangeDone or ChangeUndone)
                .Select(e =>
                    e switch
                    {
                        ChangeIntended i => $"intended {i.Step}, undo: {i.Undo}",
                        ChangeDone d => $"done {d.Step}",
                        ChangeUndone u => $"undone {u.Step}",
                        _ => "",
                    }
                ),
            Is.EqualTo(
                new[]
                {
                    "intended 1.1, undo: rm whole",
                    "done 1.1",
                    "intended 1.2, undo: rm half",
                    "undone 1.2",
                    "undone 1.1",
                }
            )
        );
    }

    public abstract class InTwoParts : SelfScenario
    {
        [Phase("1", "Ground")]
        public void Ground(Phase phase) => phase.Change("1.1", Made("ground"));

        [Phase("2", "House")]
        public void House(Phase phase) => phase.Change("2.1", Made("house"));

        [Phase("3", "Down", Always = true)]
        public void Down(Phase phase)
        {
            phase.Undo("3.1", "the house", downTo: "2", step => Do(step, "look"));
            phase.Undo("3.2", "the ground", downTo: "1");
            phase.Undo("3.3", "once more", downTo: "1");
        }
    }

    [Test]
    public void A_part_can_be_undone_and_looked_at_and_nothing_is_undone_twice()
    {
        var run = SelfRun.Of<InTwoParts>();
        Assert.That(
            run.Acts,
            Is.EqualTo(
                new[] { "make ground", "make house", "unmake house", "look", "unmake ground" }
            )
        );
        Assert.That(run.Finished.ExitCode, Is.Zero);
    }

    [TestCase("1.1", "make ground,unmake ground")]
    [TestCase("2.1", "make ground,make house,unmake house,unmake ground")]
    [TestCase("3.1", "make ground,make house,unmake house,unmake ground")]
    public void An_interrupt_undoes_everything_and_gives_130(string during, string acts)
    {
        using var interrupt = new CancellationTokenSource();
        // While the change is being made: its act has run, the step has not ended.
        var run = SelfRun.Of<InTwoParts>(
            interrupt: interrupt,
            interruptAt: e =>
                during == "3.1"
                    ? e is StepStarted { Step: "3.1" }
                    : e is ChangeDone done && done.Step == during
        );
        Assert.That(run.Acts.Where(act => act != "look"), Is.EqualTo(acts.Split(',')));
        Assert.That(run.Finished.ExitCode, Is.EqualTo(130));
        Assert.That(run.Finished.Verdict, Is.Not.EqualTo(Verdict.Pass));
        Assert.That(run.Finished.Reason, Does.Contain("interrupted"));
    }

    public abstract class Waiting : SelfScenario
    {
        [Phase("1", "Wait")]
        public void Wait(Phase phase)
        {
            phase.Change("1.1", Made("first"));
            phase.Step("1.2", "wait", step => Task.Delay(Timeout.Infinite, step.Ct));
            phase.Step("1.3", "after", step => Do(step, "after"));
        }

        [Phase("2", "Next")]
        public void Next(Phase phase) => phase.Step("2.1", "next", step => Do(step, "next"));
    }

    [Test]
    public void An_interrupted_step_ends_as_interrupted_and_what_follows_is_blocked()
    {
        using var interrupt = new CancellationTokenSource();
        var run = SelfRun.Of<Waiting>(
            interrupt: interrupt,
            interruptAt: e => e is StepStarted { Step: "1.2" }
        );
        Assert.That(run.Acts, Is.EqualTo(new[] { "make first", "unmake first" }));
        Assert.That(
            run.All<StepFinished>().Select(e => (e.Step, e.Verdict, e.Reason)).Skip(1),
            Is.EqualTo(
                new[]
                {
                    ("1.2", Verdict.Broken, "interrupted"),
                    ("1.3", Verdict.Blocked, "interrupted"),
                }
            )
        );
        Assert.That(run.NUnitSays("2"), Is.EqualTo("Skipped:Blocked"));
        Assert.That(run.Finished.ExitCode, Is.EqualTo(130));
    }
}
