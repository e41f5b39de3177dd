using System.Diagnostics;
using Verify.Engine.Interruptions;
using Verify.Engine.Scenarios;

namespace Verify.Engine.Drill;

/// <summary>What a run of a drill's subject does when nothing interrupts it: where it can be cut.</summary>
/// <param name="Cuts">Seconds from before its first act to each point at which it can be cut; the last is after its last undo.</param>
public sealed record Rehearsal(
    string Subject,
    IReadOnlyList<RehearsedPhase> Phases,
    IReadOnlyDictionary<string, string> Longest,
    IReadOnlyList<double> Cuts
)
{
    /// <summary>Phases that only look, and for long, at what an earlier one started.</summary>
    public IReadOnlyList<string> OnlyLooking { get; init; } = [];

    /// <summary>Of a run that has ended, by what it said of the points at which it could be cut.</summary>
    internal static Rehearsal Of(DrillSubject subject, Scenario scenario, DrilledEnd ended)
    {
        var acts = ended
            .Cuts.Select(cut => cut.Where.Split(' '))
            .Where(words => words[2] == nameof(CutPoint.BeforeAct))
            .CountBy(words => words[0])
            .ToDictionary();
        return new(
            subject.Name,
            [
                .. scenario
                    .Declare()
                    .Select(phase => new RehearsedPhase(
                        phase.Id,
                        phase.Title,
                        phase.Proves,
                        phase.Always,
                        [
                            .. phase.Steps.Select(step => new RehearsedStep(
                                step.Id,
                                step.Observes,
                                acts.GetValueOrDefault(step.Id)
                            )),
                        ]
                    )),
            ],
            subject.Longest,
            [
                .. ended.Cuts.Select(cut =>
                    Stopwatch.GetElapsedTime(ended.Cuts[0].At, cut.At).TotalSeconds
                ),
            ]
        )
        {
            OnlyLooking = subject.OnlyLooking,
        };
    }
}

/// <param name="Always">It takes back what the others changed.</param>
public sealed record RehearsedPhase(
    string Id,
    string Title,
    string Proves,
    bool Always,
    IReadOnlyList<RehearsedStep> Steps
);

/// <param name="Acts">How many acts outside the lab it had.</param>
public sealed record RehearsedStep(string Id, bool Observes, int Acts);
