namespace Verify.Tests.Engine;

/// <summary>An undo is not believed, it is looked at; and so is the change.</summary>
public sealed class FingerprintTests
{
    public abstract class Forgetful : SelfScenario
    {
        private readonly List<string> state = ["before"];

        [Phase("1", "Change")]
        public void Change(Phase phase)
        {
            phase.Change("1.1", Push("one", forgets: false));
            phase.Change("1.2", Push("two", forgets: true));
        }

        [Phase("2", "Rollback", Always = true)]
        public void Rollback(Phase phase) => phase.Undo("2.1", "everything", downTo: "1");

        private Change Push(string word, bool forgets) =>
            new(
                word,
                $"add {word}",
                $"remove {word}",
                _ =>
                {
                    state.Add(word);
                    return Task.CompletedTask;
                },
                _ =>
                {
                    if (!forgets)
                        state.Remove(word);
                    return Task.CompletedTask;
                }
            )
            {
                Fingerprint = () => string.Join(' ', state),
            };
    }

    public abstract class Idle : SelfScenario
    {
        [Phase("1", "Change")]
        public void Change(Phase phase) =>
            phase.Change(
                "1.1",
                new("nothing", "true", "true", _ => Task.CompletedTask, _ => Task.CompletedTask)
                {
                    Fingerprint = () => "always the same",
                }
            );
    }

    [Test]
    public void An_undo_that_forgets_is_a_rollback_that_failed()
    {
        var run = SelfRun.Of<Forgetful>();
        var undone = run.Events.OfType<ChangeUndone>().ToArray();
        Assert.That(undone[0].Error, Does.Contain("before one two").And.Contain("was before one"));
        Assert.That(run.Events.OfType<RunFinished>().Single().ExitCode, Is.EqualTo(5));
    }

    [Test]
    public void A_change_that_changes_nothing_does_not_pass()
    {
        var run = SelfRun.Of<Idle>();
        Assert.That(run.Events.OfType<RunFinished>().Single().Verdict, Is.EqualTo(Verdict.Fail));
    }
}
