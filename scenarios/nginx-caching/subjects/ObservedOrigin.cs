using Verify.Scenarios.Figures;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>An origin that runs already, of which only what a client can see is seen.</summary>
/// <param name="leftOut">Has the steps that are listed all the same: a reader is told what was not looked at.</param>
internal sealed class ObservedOrigin(TargetOrigin target, IncludedChange leftOut) : Subject
{
    // Those with steps that can be taken from outside.
    private static readonly string[] Looking = ["5", "5B"];

    public override IReadOnlyList<ExpectedOutcome> Outcomes { get; } =
        ProvedOutcomes.Only("freshness", "load");

    public override KeyFigures Figures => Conclusions.Watched;

    public override IReadOnlyList<string> Limits => Conclusions.OfATarget;

    public override IReadOnlyList<string> Places => leftOut.Places;

    public override bool OnlyLooks => true;

    public override string? LeftOut(string phase) =>
        Looking.Contains(phase) ? null
        : phase == ServedPhases.Played
            ? "the browser only plays what the run serves itself, not a --target"
        : "--target only observes a running origin and changes nothing";

    public override void Capture(Phase phase) => leftOut.Capture(phase);

    public override void Derive(Phase phase) => leftOut.Derive(phase);

    public override void MakeRoom(Phase phase) => leftOut.MakeRoom(phase);

    public override void Change(Phase phase) => leftOut.Change(phase);

    public override void Diff(Phase phase) => leftOut.Diff(phase);

    public override void Verify(Phase phase)
    {
        phase.Step(
            "5.5",
            "freshness, as far as a client can see it",
            new TargetFreshness(target, Bounds.Fresh).CheckAsync,
            target.Typed(TargetFreshness.Command)
        );
        phase.Step(
            "5.7",
            "headers",
            new TargetHeaders(target).CheckAsync,
            target.Typed(TargetHeaders.Command)
        );
    }

    public override void Load(Phase phase) => TargetLoad.Declare(phase, target, Figure.Target);

    public override void Play(Phase phase) => leftOut.Play(phase);

    public override void TakeBack(Phase phase) => leftOut.TakeBack(phase);
}
