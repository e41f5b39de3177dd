using Verify.Origin.Profile;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Figures;
using Verify.Scenarios.NginxCaching.Own;
using Verify.Scenarios.NginxCaching.Phases;
using Verify.Scenarios.NginxCaching.Setup;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>A change of the user's own: two configurations, as they are.</summary>
internal sealed class OwnChange : Subject
{
    private readonly RunRequest request;
    private readonly OwnPair pair;
    private readonly Promise promise;
    private readonly OriginSetup setup;
    private readonly ServedPhases served;

    public OwnChange(RunRequest request, OriginProfile profile, OwnPair pair, Promise promise)
    {
        (this.request, this.pair, this.promise) = (request, pair, promise);
        setup = OriginSetup.Own(profile, request, pair, promise);
        served = new(setup, request);
    }

    // Of a configuration of the user's own holds what holds of any.
    public override IReadOnlyList<ExpectedOutcome> Outcomes =>
        served.Typed(
            promise.IsIncluded
                ? ProvedOutcomes.All
                :
                [
                    .. promise.Fresh is { } fresh
                        ? [ProvedOutcomes.Fresh(fresh)]
                        : Array.Empty<ExpectedOutcome>(),
                    .. ProvedOutcomes.Only("tmpfs", "identity", "load", "rollback"),
                ]
        );

    public override KeyFigures Figures => Conclusions.SideBySide;

    public override IReadOnlyList<string> Limits => served.Limits;

    public override IReadOnlyList<string> Places => [setup.Stream.Folder];

    public override IReadOnlyList<Service> Services(IReadOnlyList<Service> origin) =>
        served.Services(origin);

    public override void Pack()
    {
        pair.Save(RunFolder.MakeGiven(request.Folder));
        promise.Save(request);
    }

    public override void Capture(Phase phase)
    {
        var baseline = new Baseline(setup.Served, "what you gave, with all that it includes");
        phase.Gate(
            "0.1",
            "save your configuration",
            step =>
                baseline.Save(
                    step,
                    setup.Given,
                    $"served: {pair.BaselineSite}\nthe candidate: {pair.CandidateSite}"
                ),
            setup.Typed(Baseline.SaveCommand)
        );
        phase.Step(
            "0.2",
            "values in force, per location",
            step => baseline.ValuesInForce(step, promise.IsIncluded ? Bounds.Unchanged : null),
            setup.Typed(Baseline.ValuesCommand)
        );
    }

    public override void MakeRoom(Phase phase) => served.MakeRoom(phase);

    public override void Change(Phase phase)
    {
        phase.Call($"Configuration: {pair.Baseline.File}");
        served.Change(phase);
    }

    public override void Diff(Phase phase) =>
        served.Diff(
            phase,
            new(setup.Served)
            {
                Proves = ProvedOutcomes.OfDirective,
                Effects = (_, one) => PairEffects.Of(one, pair, setup.Stream, setup.Profile.Hls),
            }
        );

    public override void Verify(Phase phase)
    {
        served.Start(phase);
        served.Workers(phase);
        served.Answers(phase);
    }

    public override void Load(Phase phase) => served.Load(phase);

    public override void Play(Phase phase) => served.Play(phase);

    public override void TakeBack(Phase phase) =>
        served.TakeBack(
            phase,
            "the servers and your configuration are restored, last change first",
            downTo: "3B"
        );
}
