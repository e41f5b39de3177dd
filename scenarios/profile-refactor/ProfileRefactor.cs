using Verify.Engine.Labs;
using Verify.Fixtures.Nix;
using Verify.Scenarios.Needed;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>Seed 001: a flake is refactored step by step, and no value of any profile changes.</summary>
[Scenario(
    ProfileRefactor.Word,
    "A Nix flake refactored step by step, and no value of any profile changed"
)]
public sealed class ProfileRefactor : Scenario
{
    public const string Word = "profile-refactor";

    private Refactoring refactoring = new(Refactoring.FolderOf(RunRequest.ToLookAt(Word)));
    private string? missing;

    public override IReadOnlyList<ExpectedOutcome> Outcomes => RefactoringPromises.All;

    public override KeyFigures? Figures => RefactoringFigures.All;

    public override IReadOnlyList<string> Limits => RefactoringFigures.Limits;

    public override IReadOnlyList<DrillSubject> Drills =>
        [
            new FolderSubject(
                Word,
                "the refactoring in a folder of the machine itself (--no-lab)",
                Refactoring.FolderOf
            ),
        ];

    public override IReadOnlyList<Service> Services => [new NixService(), new LabService()];

    public override bool MayLeaveLab => true;

    // It waits for no stream, it only evaluates. Measured on two cores.
    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(184));

    public override IReadOnlyList<string> Places => [refactoring.Folder];

    public override void Configure(RunRequest request)
    {
        refactoring = new(Refactoring.FolderOf(request));
        // What could be installed has been by the time that a run's facts are known.
        missing = request.Environment.Count > 0 ? NixService.Missing() : null;
    }

    [Phase(
        "0",
        "Baseline",
        Proves = "the values of every profile are recorded before anything changes"
    )]
    public void CaptureBaseline(Phase phase)
    {
        var nix = new NeedySteps(phase, missing);
        var baseline = new RefactoringBaseline(refactoring);
        phase.Step(
            "0.1",
            "every profile in C#",
            RefactoringBaseline.InCSharp,
            "./run.ps1 profiles --json"
        );
        nix.Change("0.2", refactoring.Make());
        nix.Gate("0.3", "every profile in Nix", baseline.InNixAsync, Results.ProfilesCommand);
        nix.Step(
            "0.4",
            "the plan's line numbers",
            new PlanNumbers(refactoring).CheckAsync,
            PlanNumbers.Command
        );
    }

    [Phase(
        "1",
        "Quick wins",
        Needs = "0",
        Proves = "deepMerge in lib.nix, generated variants and a split config.nix change no value"
    )]
    public void QuickWins(Phase phase)
    {
        Do(phase, "1.1", "Extract deepMerge to lib.nix");
        Do(phase, "1.2", "Reduce the repetition in flake.nix");
        Do(phase, "1.3", "Split test-origin/config.nix");
        var nix = new NeedySteps(phase, missing);
        nix.Step("1.4", "final tests of phase 1", new StepTests(refactoring, "1.4").CommandsAsync);
        nix.Step(
            "1.5",
            "phase 1 as the plan writes it",
            new AsWrittenTrials(refactoring, "1").TryAsync,
            AsWrittenTrials.Command
        );
    }

    [Phase(
        "2",
        "Generic profile system",
        Needs = "1",
        Proves = "on one profile system, origin and swarm keep their values"
    )]
    public void ProfileSystem(Phase phase)
    {
        Do(phase, "2.1", "Implement mkProfileSystem in lib.nix");
        Do(phase, "2.2", "Use it in test-origin/config.nix");
        Do(phase, "2.3", "Use it in swarm-client/config.nix");
        Do(phase, "2.4", "Improve the error messages");
        var nix = new NeedySteps(phase, missing);
        nix.Step("2.5", "final tests of phase 2", new StepTests(refactoring, "2.5").CheckAsync);
        nix.Step(
            "2.6",
            "phase 2 as the plan writes it",
            new AsWrittenTrials(refactoring, "2").TryAsync,
            AsWrittenTrials.Command
        );
    }

    [Phase("3", "Agreement", Needs = "2", Proves = "C# and Nix are one profile system")]
    public void Agreement(Phase phase)
    {
        var nix = new NeedySteps(phase, missing);
        var values = new SameValues(refactoring);
        var packages = new BuiltPackages(refactoring);
        phase.Step("3.1", "deep merge in C#", MergeAgreement.InCSharp);
        phase.Step("3.2", "an unknown profile in C#", UnknownProfile.InCSharp);
        phase.Step("3.3", "overrides in C#", OverrideAgreement.InCSharp);
        nix.Step(
            "3.4",
            "deep merge in Nix",
            new MergeAgreement(refactoring).InNixAsync,
            MergeAgreement.Command
        );
        nix.Step(
            "3.5",
            "an unknown profile in Nix",
            new UnknownProfile(refactoring).InNixAsync,
            UnknownProfile.Command
        );
        nix.Step(
            "3.6",
            "overrides in Nix",
            new OverrideAgreement(refactoring).InNixAsync,
            OverrideAgreement.Command
        );
        nix.Step("3.7", "all packages build", packages.AllAsync, BuiltPackages.Command);
        nix.Step(
            "3.8",
            "every value of every profile, in C# and in the project's flake",
            values.OfTheProjectAsync,
            SameValues.Command
        );
        nix.Step(
            "3.9",
            "every value of every profile, in C# and in the plan's flake",
            values.OfThePlanAsync,
            SameValues.Command
        );
        nix.Step(
            "3.10",
            "the nginx configuration of every profile, byte for byte",
            packages.SameBytesAsync,
            BuiltPackages.CompareCommand
        );
        nix.Step(
            "3.11",
            "whole numbers and fractions",
            new Arithmetic(refactoring).CheckAsync,
            Arithmetic.Command
        );
    }

    [Phase("4", "Rollback drills", Needs = "2", Proves = "each step can be undone on its own")]
    public void RollBackEach(Phase phase)
    {
        var nix = new NeedySteps(phase, missing);
        var drills = new RollbackDrills(refactoring);
        nix.Step(
            "4.1",
            "phase 1 rolled back as the plan writes it, in five steps",
            step => drills.AsWrittenAsync(step, "1")
        );
        nix.Step("4.2", "phase 1 rolled back last first", step => drills.LastFirstAsync(step, "1"));
        nix.Step(
            "4.3",
            "phase 2 rolled back as the plan writes it, in four steps",
            step => drills.AsWrittenAsync(step, "2")
        );
        nix.Step("4.4", "phase 2 rolled back last first", step => drills.LastFirstAsync(step, "2"));
        nix.Step("4.5", "each step's commit reverted, last first", drills.RevertEachAsync);
        nix.Step(
            "4.6",
            "the plan's git strategy as it is written",
            new GitStrategy(refactoring).TryAsync,
            GitStrategy.Command
        );
    }

    [Phase(
        "5",
        "Rollback",
        Needs = "0",
        Always = true,
        Proves = "the working copy is what it was before the first step"
    )]
    public void Rollback(Phase phase)
    {
        var nix = new NeedySteps(phase, missing);
        var baseline = new RefactoringBaseline(refactoring);
        nix.Undo("5.1", "every step is taken back, last first", downTo: "1", baseline.IsBackAsync);
        nix.Undo(
            "5.2",
            "the working copy and its store are removed",
            downTo: "0",
            baseline.NothingIsLeft
        );
    }

    private void Do(Phase phase, string id, string title) =>
        new NeedySteps(phase, missing).Change(
            id,
            new PlannedStep(refactoring, id, title).Change,
            new StepTests(refactoring, id).CheckAsync
        );
}
