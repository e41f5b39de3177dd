using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>Seed 000: playlists at most a second old, a cache of the right size, and nothing else changed.</summary>
[Scenario(
    "nginx-caching",
    "Playlists at most a second old, a cache of the right size, and nothing else changed"
)]
public sealed class NginxCaching : HlsScenario
{
    // Those with steps that can be taken from outside.
    private static readonly string[] Looking = ["5", "5B"];

    private const string Played = "5C";

    private Bench bench;
    private RolloutPhases? rollout;

    // A browser is much to install for a run that does not come to it.
    private bool isPlayed = true;

    public NginxCaching() => bench = new(Profile, RunRequest.ToLookAt(Name));

    public override IReadOnlyList<ExpectedOutcome> Outcomes => Expectations.OutcomesOf(bench);

    public override KeyFigures? Figures => Conclusions.FiguresOf(bench.Subject);

    public override IReadOnlyList<string> Limits => Conclusions.LimitsOf(bench.Subject);

    public override IReadOnlyList<Service> Services =>
        bench.Subject is { Target: null, Rollout: null }
            ?
            [
                .. base.Services,
                new TracingService(),
                .. isPlayed ? new Service[] { new BrowserService(), new HlsJsService() } : [],
                .. OfTheProfile.Services(bench),
            ]
            : [];

    public override IReadOnlyList<ScenarioOption> Options =>
        [.. base.Options, .. CachingOptions.All];

    public override bool OnlyLooks => bench.Subject.Target is not null;

    public override IReadOnlyList<DrillSubject> Drills => [new OnTheMachine(), new OnATree()];

    public override IReadOnlyList<Headline> Headlines => NightlyFigures.All;

    // Measured on two cores with the default profile (README, Figures); 261 cells of a whole drill at 2.6 s each.
    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromSeconds(170), TimeSpan.FromSeconds(125), TimeSpan.FromSeconds(690));

    // The origin's, and one for the configurations that are tried out one after another.
    protected override int Servers => LiveOrigin.Places + 1;

    public override string? LeftOut(string phase) =>
        bench.Subject.Target is null || Looking.Contains(phase) ? null
        : phase == Played
            ? "a browser is given what the run serves itself; --target is somebody else's"
        : "--target only looks at what runs, and changes nothing";

    public override IReadOnlyList<string> Watched =>
        bench.Subject.Rollout is { } tree ? [tree.Tree] : [];

    public override IReadOnlyList<string> Places =>
        bench.Subject.Rollout?.Folders ?? [bench.Site.Folder];

    public override RunRequest Prepare(RunRequest request) =>
        CachingOptions.Prepare(base.Prepare(request));

    public override void CheckHost(RunRequest request)
    {
        if (bench.Subject is { Target: null, Rollout: null })
            base.CheckHost(request);
    }

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        bench = new(Profile, request);
        isPlayed = request.Phases?.Contains(Played, StringComparer.OrdinalIgnoreCase) ?? true;
        rollout = bench.Subject.Rollout is { } tree ? new(bench, tree) : null;
    }

    public override void Pack() => bench.Pack();

    [Phase("0", "Capture baseline", Proves = "what is configured before anything is changed")]
    public void CaptureBaseline(Phase phase)
    {
        if (IsOfRollout(phase))
            return;
        phase.Gate(
            "0.1",
            bench.Subject.Own is null
                ? "save both variants' configuration"
                : "save your configuration",
            new Baseline(bench).SaveAsync,
            bench.Typed(Baseline.SaveCommand)
        );
        phase.Step(
            "0.2",
            "values in force, per location",
            new Baseline(bench).ValuesInForceAsync,
            bench.Typed(Baseline.ValuesCommand)
        );
    }

    [Phase("1", "Derived values", Proves = "the cache is sized from the files that there can be")]
    public void DerivedValues(Phase phase)
    {
        // Of a configuration of the user's nothing is derived.
        if (bench.Subject.Own is not null || IsOfRollout(phase))
            return;
        var derived = new DerivedValues(bench);
        phase.Step(
            "1.1",
            "totalHlsFiles and openFileCacheMax",
            derived.OfThisProfile,
            derived.ShowCommand
        );
        phase.Step("1.2", "every profile as tabled", derived.OfEveryProfile, derived.ListCommand);
    }

    [Phase("2", "tmpfs options", Proves = "the mount allows what serving needs and no more")]
    public void TmpfsOptions(Phase phase)
    {
        if (IsOfRollout(phase))
            return;
        var mount = new HlsMount(bench);
        phase.Change("2.1", bench.MakeRoom(), mount.Options);
        phase.Step(
            "2.2",
            "reading leaves atime alone",
            mount.AtimeAsync,
            bench.Typed(HlsMount.AtimeCommand)
        );
        phase.Step(
            "2.3",
            "nothing on it can be executed",
            mount.ExecuteAsync,
            bench.Typed(HlsMount.ExecuteCommand)
        );
        phase.Step(
            "2.4",
            "no device on it can be opened",
            mount.DeviceAsync,
            bench.Typed(HlsMount.DeviceCommand)
        );
    }

    [Phase(
        "3",
        "Configuration: module",
        Needs = "0",
        Proves = "the module's configuration can be changed and changed back"
    )]
    public void ChangeModule(Phase phase) => Edits(phase);

    [Phase(
        "3B",
        "Configuration: standalone",
        Needs = "0",
        Proves = "the standalone configuration can be changed and changed back"
    )]
    public void ChangeStandalone(Phase phase) => Edits(phase);

    [Phase(
        "4",
        "Diff",
        Needs = "3,3B",
        Proves = "the change is what was meant, and nginx accepts it"
    )]
    public void Diff(Phase phase)
    {
        if (IsOfRollout(phase))
            return;
        var diff = new ConfigDiff(bench);
        phase.Gate(
            "4.1",
            "nginx accepts the candidate",
            diff.NginxAcceptsAsync,
            bench.Typed(ConfigDiff.AcceptCommand)
        );
        phase.Step("4.2", "the diff", diff.UnifiedAsync, bench.Typed(ConfigDiff.DiffCommand));
        phase.Step(
            "4.3",
            bench.Changed[0].Expected is null
                ? "what the change does to freshness, headers and load"
                : "every expected change present and correct, nothing else",
            diff.AsExpectedAsync
        );
        phase.Step("4.4", "changes that change nothing", diff.WithoutEffectAsync);
    }

    [Phase(
        "5",
        "Runtime verification",
        Needs = "2,4",
        Proves = "the origin behaves as the change promises"
    )]
    public void Runtime(Phase phase)
    {
        if (IsOfRollout(phase))
            return;
        if (bench.Subject.Target is { } target)
        {
            TargetPhases.Look(phase, target);
            return;
        }
        RuntimePhases.Verify(phase, bench);
    }

    [Phase(
        "5B",
        "Load",
        Needs = "5",
        Proves = "viewers are served as well as before the change, and as fresh as without a load"
    )]
    public void UnderLoad(Phase phase)
    {
        if (IsOfRollout(phase))
            return;
        if (bench.Subject.Target is { } target)
        {
            TargetPhases.Load(phase, target, Figure.Target);
            return;
        }
        RuntimePhases.Load(phase, bench);
    }

    [Phase(
        Played,
        "A real player",
        Needs = "5",
        Proves = "a viewer with hls.js in Chromium sees moving pictures, and what staleness does to one"
    )]
    public void InAPlayer(Phase phase)
    {
        if (IsOfRollout(phase))
            return;
        RuntimePhases.Play(phase, bench);
    }

    [Phase(
        "6",
        "Rollback",
        Needs = "2,3,3B",
        Always = true,
        Proves = "everything is as it was before"
    )]
    public void Rollback(Phase phase)
    {
        if (IsOfRollout(phase))
            return;
        var rollback = new Rollback(bench);
        phase.Undo(
            "6.1",
            bench.Subject.Own is null
                ? "the runtime and both configurations are put back, last first"
                : "the runtime and your configuration are put back, last first",
            downTo: bench.Subject.Own is null ? "3" : "3B",
            rollback.BytesAreBack
        );
        phase.Step(
            "6.2",
            "the baseline's behaviour is back",
            rollback.BehaviourIsBackAsync,
            bench.Typed(Scenarios.Rollback.Command)
        );
        phase.Undo("6.3", "the mount is taken off", downTo: "2", rollback.NothingIsLeft);
    }

    // On a tree of the user's the phases are other ones, and some have nothing to do.
    private bool IsOfRollout(Phase phase)
    {
        rollout?.Declare(phase);
        return rollout is not null;
    }

    // Each change is numbered for the phase it belongs to; a configuration of the user's has one.
    private void Edits(Phase phase)
    {
        if (IsOfRollout(phase))
            return;
        if (bench.Subject.Own is { } own)
            phase.Call($"Configuration: {own.Baseline.File}");
        foreach (
            var (id, change) in bench
                .Changed.SelectMany(one => one.Changes)
                .Where(one => one.Id.StartsWith($"{phase.Id}.", StringComparison.Ordinal))
        )
            phase.Change(id, change);
    }
}
