using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>The phases of a guarded rollout: on the live server, and taken back unless it proves itself.</summary>
internal sealed class RolloutPhases
{
    private readonly Bench bench;
    private readonly Rollout rollout;
    private readonly ComesIntoForce force;
    private readonly LiveBehaviour behaviour;
    private readonly LiveFreshness freshness;
    private readonly TakenBack back;
    private readonly LiveAnswers answers;

    public RolloutPhases(Bench bench, Rollout rollout)
    {
        (this.bench, this.rollout) = (bench, rollout);
        (force, behaviour) = (new(rollout), new(rollout, bench.Changed[0].Expected));
        freshness = new(rollout, bench.Promise, mayBeStaler: bench.Changed[0].Expected is not null);
        back = new(rollout, force, behaviour);
        answers = new(
            rollout.Target,
            bench.Subject.Expected,
            rollout.FileOf,
            rollout.IsAnsweredAlike
        );
    }

    public void Declare(Phase phase)
    {
        switch (phase.Id)
        {
            case "0":
                Capture(phase);
                break;
            case "3B":
                phase.Call($"Configuration: {rollout.Tree}");
                foreach (var (id, change) in bench.Changed[0].Changes)
                    phase.Change(id, change);
                break;
            case "4":
                Diff(phase);
                break;
            case "5":
                Runtime(phase);
                break;
            case "5B":
                TargetPhases.Load(phase, rollout.Target, Figure.Candidate);
                break;
            case "6":
                Settle(phase);
                break;
        }
    }

    private void Capture(Phase phase)
    {
        var baseline = new Baseline(bench);
        phase.Gate(
            "0.1",
            "save the configuration that is there",
            baseline.SaveAsync,
            Typed(Baseline.SaveCommand)
        );
        phase.Step(
            "0.2",
            "values in force, per location",
            baseline.ValuesInForceAsync,
            Typed(Baseline.ValuesCommand)
        );
        phase.Gate(
            "0.3",
            "every file of the tree, with mode, owner and times",
            back.RememberAsync,
            $"find {rollout.Tree} -ls"
        );
        phase.Gate(
            "0.4",
            "nginx runs what the tree says",
            force.OldRunsAsync,
            ComesIntoForce.ProofCommand
        );
        phase.Step(
            "0.5",
            "what viewers get",
            behaviour.BeforeAsync,
            rollout.Target.Typed(LiveBehaviour.Command)
        );
        phase.Step(
            "0.6",
            "what every kind of request is answered with",
            answers.BeforeAsync,
            rollout.Target.Typed(LiveAnswers.Command)
        );
    }

    // Nothing is reloaded that nobody expected.
    private void Diff(Phase phase)
    {
        var diff = new ConfigDiff(bench);
        phase.Gate(
            "4.1",
            "nginx accepts the candidate",
            force.AcceptedAsync,
            Typed(ConfigDiff.AcceptCommand)
        );
        phase.Gate("4.2", "the diff", diff.UnifiedAsync, $"diff -u before {bench.Changed[0].Path}");
        phase.Gate(
            "4.3",
            bench.Changed[0].Expected is null
                ? "what the change does to freshness, headers and load"
                : "every expected change present and correct, nothing else",
            diff.AsExpectedAsync
        );
        phase.Step("4.4", "changes that change nothing", diff.WithoutEffectAsync);
    }

    private void Runtime(Phase phase)
    {
        var target = rollout.Target;
        phase.Gate("5.2", "nginx reloads", force.ReloadAsync, force.ReloadCommand);
        phase.Gate(
            "5.4",
            "every worker runs the diffed configuration",
            force.NewRunsAsync,
            ComesIntoForce.ProofCommand
        );
        phase.Step(
            "5.5",
            "freshness of the live playlist, and beside it",
            freshness.CheckAsync,
            target.Typed(TargetFreshness.Command)
        );
        phase.Step(
            "5.6",
            "invalidation timing",
            step => behaviour.CandidateAsync(step, bench.Promise, freshness),
            target.Typed(LiveBehaviour.Command)
        );
        phase.Step(
            "5.7",
            "headers, against those of before the change",
            behaviour.Headers.CheckAsync,
            target.Typed(TargetHeaders.Command)
        );
        phase.Step(
            "5.16",
            "answers are those of before, however they are asked for",
            answers.CandidateAsync,
            target.Typed(LiveAnswers.Command)
        );
    }

    private void Settle(Phase phase)
    {
        phase.Settle(
            "6.1",
            $"the files, then nginx, are settled by --rollback {bench.RollbackWord}",
            downTo: "3B",
            back.SettledAsync
        );
        phase.Step(
            "6.2",
            "unless the candidate stays: the configuration of before runs again",
            back.RunsAsync,
            ComesIntoForce.ProofCommand
        );
        phase.Step(
            "6.3",
            "unless the candidate stays: what viewers get is what they got",
            back.BehavesAsync,
            rollout.Target.Typed(LiveBehaviour.Command)
        );
        phase.Step(
            "6.4",
            "unless the candidate stays: answers are those of before",
            back.UnlessItStays(answers.AreBackAsync),
            rollout.Target.Typed(LiveAnswers.Command)
        );
    }

    private string Typed(string command) =>
        command.Replace("nginx.conf", bench.Changed[0].Path, StringComparison.Ordinal);
}
