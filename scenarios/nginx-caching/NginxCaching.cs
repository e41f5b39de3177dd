using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Drills;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.NginxCaching.Subjects;

namespace Verify.Scenarios.NginxCaching;

/// <summary>Seed 000: playlists are never more than 1 s stale, the cache is correctly sized, nothing else changes.</summary>
/// <remarks>What it is about is its <see cref="Subject"/>'s, and so are the steps of each phase.</remarks>
[Scenario(
    "nginx-caching",
    "Playlists are never more than 1 s stale, the cache is correctly sized, nothing else changes"
)]
public sealed class NginxCaching : HlsScenario
{
    // What needs minutes, and no other phase stands on.
    private static readonly string[] LeftOutIfQuick = ["5B", "5C"];

    private Subject subject;
    private bool isQuick;

    public NginxCaching() => subject = SubjectChoice.Of(RunRequest.ToLookAt(Name), Profile);

    public override IReadOnlyList<ExpectedOutcome> Outcomes => subject.Outcomes;

    public override KeyFigures? Figures => subject.Figures;

    public override IReadOnlyList<string> Limits => subject.Limits;

    public override IReadOnlyList<Service> Services => subject.Services(base.Services);

    public override IReadOnlyList<ScenarioOption> Options =>
        [.. base.Options, .. CachingOptions.All];

    public override bool OnlyLooks => subject.OnlyLooks;

    public override IReadOnlyList<DrillSubject> Drills => [new OnTheMachine(), new OnATree()];

    public override IReadOnlyList<Headline> Headlines => NightlyFigures.All;

    // Measured on two cores with the default profile (README, Figures); 261 cells of a whole drill at 2.6 s each.
    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromSeconds(170), TimeSpan.FromSeconds(125), TimeSpan.FromSeconds(690));

    public override string? LeftOut(string phase) =>
        subject.LeftOut(phase)
        ?? (isQuick && LeftOutIfQuick.Contains(phase) ? "--quick leaves it out" : null);

    public override IReadOnlyList<string> Watched => subject.Watched;

    public override IReadOnlyList<string> Places => subject.Places;

    public override RunRequest Prepare(RunRequest request) =>
        CachingOptions.Prepare(base.Prepare(request));

    public override void CheckHost(RunRequest request) => subject.CheckHost();

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        subject = SubjectChoice.Of(request, Profile);
        isQuick = CachingOptions.Quick.Of(request);
    }

    public override void Pack() => subject.Pack();

    [Phase(
        "0",
        "Capture baseline",
        Proves = "the configuration is recorded before anything changes"
    )]
    public void CaptureBaseline(Phase phase) => subject.Capture(phase);

    [Phase(
        "1",
        "Derived values",
        Proves = "the cache size follows from the number of files that can exist"
    )]
    public void DerivedValues(Phase phase) => subject.Derive(phase);

    [Phase("2", "tmpfs options", Proves = "the mount allows what serving needs and no more")]
    public void TmpfsOptions(Phase phase) => subject.MakeRoom(phase);

    [Phase(
        "3",
        "Configuration: module",
        Needs = "0",
        Proves = "the module's configuration can be changed and changed back"
    )]
    public void ChangeModule(Phase phase) => subject.Change(phase);

    [Phase(
        "3B",
        "Configuration: standalone",
        Needs = "0",
        Proves = "the standalone configuration can be changed and changed back"
    )]
    public void ChangeStandalone(Phase phase) => subject.Change(phase);

    [Phase(
        "4",
        "Diff",
        Needs = "3,3B",
        Proves = "the change is what was meant, and nginx accepts it"
    )]
    public void Diff(Phase phase) => subject.Diff(phase);

    [Phase(
        "5",
        "Runtime verification",
        Needs = "2,4",
        Proves = "the origin behaves as the change promises"
    )]
    public void Runtime(Phase phase) => subject.Verify(phase);

    [Phase(
        "5B",
        "Load",
        Needs = "5",
        Proves = "under load, viewers are served as well as before the change, and playlists stay as fresh"
    )]
    public void UnderLoad(Phase phase) => subject.Load(phase);

    [Phase(
        "5C",
        "A real player",
        Needs = "5",
        Proves = "hls.js in Chromium plays the stream, and what staleness does to its viewer"
    )]
    public void InAPlayer(Phase phase) => subject.Play(phase);

    [Phase(
        "6",
        "Rollback",
        Needs = "2,3,3B",
        Always = true,
        Proves = "everything is as it was before"
    )]
    public void Rollback(Phase phase) => subject.TakeBack(phase);
}
