using Verify.Tests.Ground;

namespace Verify.Tests.Engine;

/// <summary>Steps that run beside others: at the same time, each with its own verdict, and in turn where order matters.</summary>
public sealed class BesideTests
{
    public abstract class Meeting : SelfScenario
    {
        // Each waits for the other: in turn they would never end.
        private readonly TaskCompletionSource first = new();
        private readonly TaskCompletionSource second = new();

        [Phase("1", "Together")]
        public void Together(Phase phase)
        {
            phase.Step("1.1", "the first", step => MeetAsync(step, first, second));
            phase.Beside("1.2", "the second", step => MeetAsync(step, second, first));
            phase.Beside("1.3", "the third", Misses);
            phase.Step("1.4", "the last", step => DoAndHold(step, "last"));
        }

        private async Task MeetAsync(Step step, TaskCompletionSource mine, TaskCompletionSource its)
        {
            mine.SetResult();
            await its.Task.WaitAsync(TimeSpan.FromMilliseconds(Hang.Milliseconds), step.Ct);
            await DoAndHold(step, step.Id);
        }
    }

    [Test]
    public void They_run_at_the_same_time_and_each_has_its_own_verdict()
    {
        var run = SelfRun.Of<Meeting>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Pass));
        Assert.That(run.Step("1.2"), Is.EqualTo(Verdict.Pass));
        Assert.That(run.Step("1.3"), Is.EqualTo(Verdict.Fail));
        Assert.That(run.Phase("1"), Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void What_comes_after_waits_for_all_of_them()
    {
        var order = SelfRun
            .Of<Meeting>()
            .Events.Select(one =>
                one switch
                {
                    StepFinished { Step: not "1.4" } => "finished",
                    StepStarted { Step: "1.4" } => "last began",
                    _ => "",
                }
            )
            .Where(word => word.Length > 0);
        Assert.That(order.Last(), Is.EqualTo("last began"));
    }

    public abstract class InTurn : SelfScenario
    {
        private readonly TaskCompletionSource secondBegan = new();

        [Phase("1", "In turn")]
        public void Together(Phase phase)
        {
            phase.Step("1.1", "the first", FirstAsync);
            phase.Beside(
                "1.2",
                "the second",
                step =>
                {
                    secondBegan.SetResult();
                    return DoAndHold(step, "second");
                }
            );
        }

        private async Task FirstAsync(Step step)
        {
            // A step beside this one is in the pool's queue already. What is queued fairly runs after it.
            for (var turn = 0; turn < 1000 && !secondBegan.Task.IsCompleted; turn++)
                await Task.Factory.StartNew(
                    () => { },
                    step.Ct,
                    TaskCreationOptions.PreferFairness,
                    TaskScheduler.Default
                );
            await DoAndHold(step, secondBegan.Task.IsCompleted ? "first, too late" : "first");
        }
    }

    [Test]
    public void Where_a_journal_is_kept_each_waits_for_its_turn() =>
        Assert.That(
            SelfRun.Of<InTurn>(asked: request => request with { NoLab = true }).Acts,
            Is.EqualTo(["first", "second"])
        );

    [TestCase(true, "1.1 1.2+1.3+1.4 1.5")]
    [TestCase(false, "1.1 1.2 1.3 1.4 1.5")]
    public void Steps_are_grouped_by_what_may_run_together(bool together, string groups)
    {
        var phase = new Phase(new PhaseAttribute("1", "Groups"));
        phase.Change("1.1", new("a", "a", "a", _ => Task.CompletedTask));
        phase.Step("1.2", "b", _ => Task.CompletedTask);
        phase.Beside("1.3", "c", _ => Task.CompletedTask);
        phase.Beside("1.4", "d", _ => Task.CompletedTask);
        phase.Step("1.5", "e", _ => Task.CompletedTask);
        Assert.That(
            string.Join(
                ' ',
                new StepOrder(phase.Steps)
                    .Groups(together)
                    .Select(group =>
                        string.Join('+', group.Beside.Prepend(group.First).Select(step => step.Id))
                    )
            ),
            Is.EqualTo(groups)
        );
    }

    public abstract class Loose : SelfScenario
    {
        [Phase("1", "Loose")]
        public void Together(Phase phase)
        {
            phase.Change("1.1", Made("a"));
            phase.Beside("1.2", "beside a change", Holds);
        }
    }

    [Test]
    public void A_change_has_nothing_beside_it() =>
        Assert.That(
            () => SelfRun.Of<Loose>(),
            Throws.Exception.With.Message.Contains("must be an observation")
        );
}
