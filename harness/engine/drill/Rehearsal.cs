namespace Verify.Engine;

/// <summary>What a run of a drill's subject does when nothing interrupts it: where it can be cut.</summary>
/// <param name="Span">Seconds from the first line of its journal to the last.</param>
public sealed record Rehearsal(
    string Subject,
    IReadOnlyList<RehearsedPhase> Phases,
    IReadOnlyDictionary<string, string> Longest,
    double Span
)
{
    /// <summary>Of a run that has ended, by its journal.</summary>
    internal static Rehearsal Of(DrillSubject subject, Scenario scenario, JournalReading journal)
    {
        var acts = journal.Entries.CountBy(entry => entry.Step ?? "").ToDictionary();
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
            journal.Span.TotalSeconds
        );
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
