using Verify.Scenarios.CdnEdge.Observed;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.CdnEdge.Subjects;

/// <summary>An edge that runs already: only what a client can see is looked at, and nothing is changed.</summary>
internal sealed class ObservedEdge(TargetOrigin target) : Subject
{
    public override IReadOnlyList<ExpectedOutcome> Outcomes => ObservedOutcomes.All;

    public override KeyFigures? Figures => null;

    public override IReadOnlyList<string> Limits => ObservedOutcomes.Limits;

    public override bool OnlyLooks => true;

    public override IReadOnlyList<Phase> Declare() =>
        [
            Phase(
                new("3", "Edge") { Proves = "what the edge says of its cache" },
                phase =>
                    phase.Step(
                        "3.3",
                        "cache states and ages over some seconds",
                        new EdgeWatch(target).CheckAsync,
                        target.Typed(EdgeWatch.Command)
                    )
            ),
            Phase(
                new("5", "Verification") { Proves = "what its answers tell players and caches" },
                phase =>
                {
                    phase.Step(
                        "5.8",
                        "keys, by arguments",
                        new EdgeArguments(target).CheckAsync,
                        target.Typed(EdgeArguments.Command)
                    );
                    phase.Step(
                        "5.9",
                        "headers",
                        new TargetHeaders(target).CheckAsync,
                        target.Typed(TargetHeaders.Command)
                    );
                }
            ),
        ];
}
