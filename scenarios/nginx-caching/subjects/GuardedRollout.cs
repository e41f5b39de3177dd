using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Answers;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Phases;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Rollouts;
using Verify.Scenarios.Serving;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>The change on the live server's own tree, rolled back unless every check passes.</summary>
internal sealed class GuardedRollout : Subject
{
    private readonly RunRequest request;
    private readonly Rollout rollout;
    private readonly Promise promise;
    private readonly TreeConfiguration tree;
    private readonly ConfigDiff diff;
    private readonly ComesIntoForce force;
    private readonly LiveBehaviour behaviour;
    private readonly LiveFreshness freshness;
    private readonly TakenBack back;
    private readonly LiveAnswers answers;

    public GuardedRollout(
        RunRequest request,
        OriginProfile profile,
        Rollout rollout,
        Promise promise
    )
    {
        (this.request, this.rollout, this.promise) = (request, rollout, promise);
        tree = new(
            rollout,
            // The user's own file is what it is: its changes need not be those of the included one.
            rollout.Included
                ?? promise.Changes(new Expectations(profile).Changes(NginxVariant.Standalone)),
            Path.Combine(OriginSetup.FolderOf(request), "before")
        );
        diff = new([tree])
        {
            Effects = (step, _) => LiveEffects.Of(step, rollout),
            Proves = ProvedOutcomes.OfDirective,
        };
        (force, behaviour) = (new(rollout), new(rollout, tree.Expected));
        freshness = new(rollout, promise.Fresh, mayBeStaler: tree.Expected is not null);
        back = new(rollout, force, behaviour);
        answers = new(rollout.Target, promise.Listed, rollout.FileOf, rollout.IsAnsweredAlike);
    }

    // That it can be taken back is proved by a rehearsal; one that stays proves itself.
    public override IReadOnlyList<ExpectedOutcome> Outcomes =>
        ProvedOutcomes.Only([
            .. promise.Fresh is null ? [] : new[] { "freshness" },
            .. rollout.Live[0].File is null ? [] : new[] { "invalidation" },
            "identity",
            "load",
            .. request.Rollback == RollbackStrategy.Always ? new[] { "rollback" } : [],
        ]);

    public override KeyFigures Figures => Conclusions.BeforeAndAfter;

    public override IReadOnlyList<string> Limits => Conclusions.OfATree;

    public override IReadOnlyList<string> Watched => [rollout.Tree];

    public override IReadOnlyList<string> Places => rollout.Folders;

    public override void Pack() => promise.Save(request);

    public override void Capture(Phase phase)
    {
        var baseline = new Baseline([tree], "what you gave, with all that it includes");
        phase.Gate(
            "0.1",
            "save the current configuration",
            step => baseline.Save(step, GivenProfiles.Of(request)),
            Typed(Baseline.SaveCommand)
        );
        phase.Step(
            "0.2",
            "values in force, per location",
            // What its own values come to is measured in 0.5.
            step => baseline.ValuesInForce(step),
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
            "the answer to every kind of request",
            answers.BeforeAsync,
            rollout.Target.Typed(LiveAnswers.Command)
        );
    }

    public override void Change(Phase phase)
    {
        phase.Call($"Configuration: {rollout.Tree}");
        tree.Declare(phase);
    }

    // Nothing is reloaded that nobody expected.
    public override void Diff(Phase phase)
    {
        phase.Gate(
            "4.1",
            "nginx accepts the candidate",
            force.AcceptedAsync,
            Typed(AcceptedByNginx.Command)
        );
        phase.Gate("4.2", "the diff", diff.UnifiedAsync, $"diff -u before {tree.Path}");
        phase.Gate("4.3", diff.Title, diff.AsExpectedAsync);
        phase.Step("4.4", "directives without effect", diff.WithoutEffectAsync);
    }

    public override void Verify(Phase phase)
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
            "freshness of the live playlist, and of probe files next to it",
            freshness.CheckAsync,
            target.Typed(TargetFreshness.Command)
        );
        phase.Step(
            "5.6",
            "invalidation timing",
            step => behaviour.CandidateAsync(step, promise.Fresh, freshness),
            target.Typed(LiveBehaviour.Command)
        );
        phase.Step(
            "5.7",
            "headers, compared with those before the change",
            behaviour.Headers.CheckAsync,
            target.Typed(TargetHeaders.Command)
        );
        phase.Step(
            "5.16",
            "every kind of request gets the same answer as before",
            answers.CandidateAsync,
            target.Typed(LiveAnswers.Command)
        );
    }

    public override void Load(Phase phase) =>
        TargetLoad.Declare(phase, rollout.Target, Figure.Candidate);

    public override void TakeBack(Phase phase)
    {
        phase.Settle(
            "6.1",
            $"the files, then nginx, are settled by --rollback {StrategyWord.Of(request.Rollback)}",
            downTo: "3B",
            back.SettledAsync
        );
        phase.Step(
            "6.2",
            "unless the candidate stays: the previous configuration runs again",
            back.RunsAsync,
            ComesIntoForce.ProofCommand
        );
        phase.Step(
            "6.3",
            "unless the candidate stays: viewers get what they got before",
            back.BehavesAsync,
            rollout.Target.Typed(LiveBehaviour.Command)
        );
        phase.Step(
            "6.4",
            "unless the candidate stays: answers are the same as before",
            back.UnlessItStays(answers.AreBackAsync),
            rollout.Target.Typed(LiveAnswers.Command)
        );
    }

    private string Typed(string command) =>
        command.Replace("nginx.conf", tree.Path, StringComparison.Ordinal);
}
