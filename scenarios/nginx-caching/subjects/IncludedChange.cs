using Verify.Instruments.Nginx.Server;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Ablation;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Phases;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>The included change of the included origin's configurations, in both of their variants.</summary>
internal sealed class IncludedChange : Subject
{
    // What nginx refuses.
    private const string Refused = "open_file_cache_valid 500ms;";

    private readonly RunRequest request;
    private readonly OriginSetup setup;
    private readonly ServedPhases served;
    private readonly ConfigDiff diff;

    public IncludedChange(RunRequest request, OriginProfile profile)
    {
        this.request = request;
        setup = OriginSetup.Included(profile, request);
        served = new(setup, request)
        {
            IsMarked = true,
            Room =
                $"{setup.Profile.Derived.OpenFileCacheMax} x {setup.Profile.Derived.SegmentSizeKB} kB",
            Broken = Broken,
            Invalidated = InvalidationFindings.Tell,
        };
        diff = new(setup.Served)
        {
            Also = WithoutNeed.OutputBuffers,
            Proves = ProvedOutcomes.OfDirective,
        };
    }

    public override IReadOnlyList<ExpectedOutcome> Outcomes => served.Typed(ProvedOutcomes.All);

    public override KeyFigures Figures => Conclusions.SideBySide;

    public override IReadOnlyList<string> Limits => served.Limits;

    public override IReadOnlyList<string> Places => [setup.Stream.Folder];

    public override IReadOnlyList<Service> Services(IReadOnlyList<Service> origin) =>
        [.. served.Services(origin), .. OfTheProfile.Services(setup)];

    // One more for the configurations that are tried out one after another.
    public override void CheckHost() =>
        HostChecks.MustBeFree(setup.Profile, HostChecks.SideBySide + 1);

    public override void Capture(Phase phase)
    {
        var baseline = new Baseline(setup.Served, "what was rendered from the profile");
        phase.Gate(
            "0.1",
            "save both variants' configuration",
            step => baseline.Save(step, setup.Given),
            setup.Typed(Baseline.SaveCommand)
        );
        phase.Step(
            "0.2",
            "values in force, per location",
            step =>
            {
                baseline.ValuesInForce(step, Bounds.Unchanged);
                WithoutNeed.MultiAccept(step, setup.Of(NginxVariant.Standalone).Before.Conf);
                return Task.CompletedTask;
            },
            setup.Typed(Baseline.ValuesCommand)
        );
    }

    public override void Derive(Phase phase)
    {
        var derived = new DerivedValues(setup);
        phase.Step(
            "1.1",
            "totalHlsFiles and openFileCacheMax",
            derived.OfThisProfile,
            derived.ShowCommand
        );
        phase.Step(
            "1.2",
            "derived values of every profile",
            derived.OfEveryProfile,
            derived.ListCommand
        );
    }

    public override void MakeRoom(Phase phase) => served.MakeRoom(phase);

    public override void Change(Phase phase) => served.Change(phase);

    public override void Diff(Phase phase) => served.Diff(phase, diff);

    public override void Verify(Phase phase)
    {
        phase.Step(
            "5.1",
            "nginx accepts every profile in both variants",
            new EveryProfile(setup, request).AcceptedAsync,
            setup.Typed(EveryProfile.Command)
        );
        served.Start(phase);
        served.Ablate(phase);
        served.Workers(phase);
        OfTheProfile.Declare(phase, setup, served.Origin);
        served.Answers(phase);
    }

    public override void Load(Phase phase) => served.Load(phase);

    public override void Play(Phase phase) => served.Play(phase);

    public override void TakeBack(Phase phase) =>
        served.TakeBack(
            phase,
            "the servers and both configurations are restored, last change first",
            downTo: "3"
        );

    private ServerConfiguration Broken() =>
        setup
            .Servers.Place(
                Reload.Server,
                setup.Served[0].Now.Text.Inside(@"location ~ \.ts$ {", Refused),
                ServerFolders.Beside
            )
            .Configuration;
}
