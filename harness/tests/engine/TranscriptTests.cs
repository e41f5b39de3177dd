namespace Verify.Tests.Engine;

/// <summary>The whole record of a run that fails and rolls back, event by event.</summary>
public sealed class TranscriptTests
{
    public abstract class FailsAndRollsBack : SelfScenario
    {
        public override IReadOnlyList<ExpectedOutcome> Outcomes =>
            [new("better", "It is better", "more than 1")];

        [Phase("1", "Look", Proves = "it was bad before")]
        public void Look(Phase phase) =>
            phase.Step(
                "1.1",
                "measure",
                step =>
                {
                    step.Progress("half way", 0.5);
                    step.Measure(new("goodness", 1, "s", 3));
                    step.Find("it is slow", "people wait", "make it fast");
                    step.Keep("note.txt", "as it was\n");
                    return Task.CompletedTask;
                },
                "measure it"
            );

        [Phase("2", "Change", Needs = "1")]
        public void Change(Phase phase)
        {
            phase.Change("2.1", Made("better"), Holds);
            phase.Step("2.2", "break on the way", Throws);
            phase.Change(
                "2.3",
                Made("best"),
                step =>
                {
                    step.Expect(
                        "it is better",
                        1,
                        Is.GreaterThan(1),
                        "nothing less was promised",
                        "better"
                    );
                    return Task.CompletedTask;
                }
            );
            phase.Step("2.4", "admire", Holds);
        }

        [Phase("3", "Use")]
        public void Use(Phase phase) => phase.Step("3.1", "use", Holds);

        [Phase("4", "Rollback", Always = true)]
        public void Rollback(Phase phase) => phase.Undo("4.1", "all", downTo: "2", Holds);
    }

    [Test]
    public void A_run_that_fails_and_rolls_back_is_recorded_event_by_event() =>
        Assert.That(
            SelfRun.Of<FailsAndRollsBack>().Events.Select(Said),
            Is.EqualTo(
                """
                run self 'The engine itself' profile=none, phases 1 2 3 4, outcomes better
                environment kernel=any
                phase 1 Look
                step 1.1 measure $ measure it
                progress 1.1 half way 0.5
                measured 1.1 goodness 1 s n=3
                found 1.1 it is slow; people wait; make it fast
                kept 1.1 note.txt 10 bytes text/plain
                step 1.1 pass
                phase 1 pass
                phase 2 Change
                step 2.1 make better $ touch better
                intended 2.1-1 make better, undo: rm better
                done 2.1-1
                claim 2.1 it holds: expected 1, was 1: pass
                step 2.1 pass
                step 2.2 break on the way
                step 2.2 broken: the disk is gone
                step 2.3 make best $ touch best
                intended 2.3-2 make best, undo: rm best
                done 2.3-2
                claim 2.3 it is better: expected greater than 1, was 1: fail (nothing less was promised) proves better
                step 2.3 fail: it is better: expected greater than 1, but was 1
                step 2.4 blocked: step 2.3 (make best) did not pass
                phase 2 fail: 2.3 make best: it is better: expected greater than 1, but was 1
                phase 3 blocked: step 2.3 (make best) did not pass
                phase 4 Rollback
                step 4.1 all
                undone 2.3-2
                undone 2.1-1
                claim 4.1 undone: make best: expected no error, was no error: pass
                claim 4.1 undone: make better: expected no error, was no error: pass
                claim 4.1 it holds: expected 1, was 1: pass
                step 4.1 pass
                phase 4 pass
                run fail, exit 1: 2.3 make best: it is better: expected greater than 1, but was 1
                """.Split('\n')
            )
        );

    private static string Said(RunEvent happened) =>
        happened switch
        {
            RunStarted e =>
                $"run {e.Scenario} '{e.Title}' {string.Join(", ", e.Parameters.Select(p => $"{p.Key}={p.Value}"))}, "
                    + $"phases {string.Join(' ', e.Phases.Select(p => p.Id))}, outcomes {string.Join(' ', e.Outcomes.Select(o => o.Id))}",
            EnvironmentNoted e => $"environment {e.Name}={e.Value}",
            PhaseStarted e => $"phase {e.Phase} {e.Title}",
            StepStarted e =>
                $"step {e.Step} {e.Title}{(e.Command is null ? "" : " $ " + e.Command)}",
            StepProgressed e => FormattableString.Invariant($"progress {e.Step} {e.Text} {e.Done}"),
            ClaimEvaluated e =>
                $"claim {e.Step} {e.Claim}: expected {e.Expected}, was {e.Actual}: {e.Verdict.Word()}"
                    + (e.Reason is null ? "" : $" ({e.Reason})")
                    + (e.Outcome is null ? "" : $" proves {e.Outcome}"),
            MeasurementTaken e =>
                $"measured {e.Step} {e.Measurement.Name} {e.Measurement.Value} {e.Measurement.Unit} n={e.Measurement.Samples}",
            FindingMade e => $"found {e.Step} {e.Text}; {e.Meaning}; {e.Cure}",
            EvidenceKept e => $"kept {e.Step} {e.Name} {e.Bytes} bytes {e.MediaType}",
            ChangeIntended e => $"intended {e.Change} {e.Title}, undo: {e.Undo}",
            ChangeDone e => $"done {e.Change}",
            ChangeUndone e => $"undone {e.Change}{Because(e.Error)}",
            StepFinished e => $"step {e.Step} {e.Verdict.Word()}{Because(e.Reason)}",
            PhaseFinished e => $"phase {e.Phase} {e.Verdict.Word()}{Because(e.Reason)}",
            RunFinished e => $"run {e.Verdict.Word()}, exit {e.ExitCode}{Because(e.Reason)}",
            _ => $"unknown {happened}",
        };

    private static string Because(string? reason) => reason is null ? "" : ": " + reason;
}
