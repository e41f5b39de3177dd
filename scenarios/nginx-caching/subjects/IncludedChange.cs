using Verify.Engine;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>The included change of the included origin's configurations, in both of their variants.</summary>
internal sealed class IncludedChange : Subject
{
    private readonly Bench bench;
    private readonly ServedPhases served;
    private readonly ConfigDiff diff;

    public IncludedChange(RunRequest request, OriginProfile profile)
    {
        bench = new(profile, request);
        served = new(bench, request);
        diff = new(bench.Served) { Also = WithoutNeed.OutputBuffers };
    }

    public override IReadOnlyList<ExpectedOutcome> Outcomes => served.Typed(Scenarios.Outcomes.All);

    public override KeyFigures Figures => Conclusions.SideBySide;

    public override IReadOnlyList<string> Limits => Conclusions.OfTheLab;

    public override IReadOnlyList<string> Places => [bench.Site.Folder];

    public override IReadOnlyList<Service> Services(IReadOnlyList<Service> origin) =>
        [.. served.Services(origin), .. OfTheProfile.Services(bench)];

    public override void CheckHost() => HostChecks.MustBeFree(bench.Profile);

    public override void Capture(Phase phase)
    {
        var baseline = new Baseline(bench.Served, "what was rendered from the profile");
        phase.Gate(
            "0.1",
            "save both variants' configuration",
            step => baseline.Save(step, bench.Given),
            bench.Typed(Baseline.SaveCommand)
        );
        phase.Step(
            "0.2",
            "values in force, per location",
            step =>
            {
                baseline.ValuesInForce(step, Expectations.Unchanged);
                WithoutNeed.MultiAccept(step, bench.Included(NginxVariant.Standalone).Before.Conf);
                return Task.CompletedTask;
            },
            bench.Typed(Baseline.ValuesCommand)
        );
    }

    public override void Derive(Phase phase)
    {
        var derived = new DerivedValues(bench);
        phase.Step(
            "1.1",
            "totalHlsFiles and openFileCacheMax",
            derived.OfThisProfile,
            derived.ShowCommand
        );
        phase.Step("1.2", "every profile as tabled", derived.OfEveryProfile, derived.ListCommand);
    }

    public override void MakeRoom(Phase phase) => served.MakeRoom(phase);

    public override void Change(Phase phase) => served.Change(phase);

    public override void Diff(Phase phase) => served.Diff(phase, diff);

    public override void Verify(Phase phase)
    {
        phase.Step(
            "5.1",
            "nginx accepts every profile in both variants",
            new EveryProfile(bench).AcceptedAsync,
            bench.Typed(EveryProfile.Command)
        );
        served.Start(phase);
        Ablation.Declare(phase, bench);
        served.Workers(phase);
        OfTheProfile.Declare(phase, bench);
        served.Answers(phase);
    }

    public override void Load(Phase phase) => served.Load(phase);

    public override void Play(Phase phase) => served.Play(phase);

    public override void TakeBack(Phase phase) =>
        served.TakeBack(
            phase,
            "the runtime and both configurations are put back, last first",
            downTo: "3"
        );
}
