using System.Text.Json.Serialization;
using Verify.Engine.Interruptions;

namespace Verify.Engine.Record;

/// <summary>One line of the run record (run.jsonl), from which every report is made.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(EnvironmentNoted), "environment")]
[JsonDerivedType(typeof(PhaseStarted), "phase-started")]
[JsonDerivedType(typeof(StepStarted), "step-started")]
[JsonDerivedType(typeof(StepProgressed), "step-progress")]
[JsonDerivedType(typeof(ClaimEvaluated), "claim")]
[JsonDerivedType(typeof(MeasurementTaken), "measurement")]
[JsonDerivedType(typeof(FindingMade), "finding")]
[JsonDerivedType(typeof(EvidenceKept), "evidence")]
[JsonDerivedType(typeof(PlotDeclared), "plot")]
[JsonDerivedType(typeof(ChangeIntended), "change-intended")]
[JsonDerivedType(typeof(ChangeDone), "change-done")]
[JsonDerivedType(typeof(ChangeUndone), "change-undone")]
[JsonDerivedType(typeof(StepFinished), "step-finished")]
[JsonDerivedType(typeof(PhaseFinished), "phase-finished")]
[JsonDerivedType(typeof(PhaseChanged), "phase-changed")]
[JsonDerivedType(typeof(ForeignChangeSeen), "foreign-change")]
[JsonDerivedType(typeof(RunFinished), "run-finished")]
public abstract record RunEvent
{
    /// <summary>When it was written; stamped by the record, not by the author.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A run begins: all that will be done is known before any of it is.</summary>
public sealed record RunStarted(
    string Run,
    string Scenario,
    string Title,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<PhasePlan> Phases,
    IReadOnlyList<ExpectedOutcome> Outcomes
) : RunEvent
{
    /// <summary>Set where it is a drill of the scenario and not the scenario itself: what its results are listed under.</summary>
    public string? Suite { get; init; }

    /// <summary>The figures that a conclusion begins with; null where the scenario declares none, as old records do.</summary>
    public KeyFigures? Figures { get; init; }

    /// <summary>What the scenario never looks at, in its own words.</summary>
    public IReadOnlyList<string>? Limits { get; init; }
}

/// <summary>A phase as declared. One not selected by <c>--phase</c> is reported as skipped.</summary>
public sealed record PhasePlan(
    string Id,
    string Title,
    string Proves,
    bool Selected,
    IReadOnlyList<StepPlan> Steps
);

/// <summary>A step as declared, with the command a person would have typed and, for a change, its undo.</summary>
public sealed record StepPlan(string Id, string Title, string? Command, string? Undo)
{
    /// <summary>What is interrupted, where the step is one of a drill.</summary>
    public DrillCell? Cell { get; init; }
}

/// <summary>Something the change promises; the claims that carry its id are its proof.</summary>
public sealed record ExpectedOutcome(string Id, string Text, string Expected);

/// <summary>A fact of the world the run took place in: a version, a kernel, a sha256.</summary>
public sealed record EnvironmentNoted(string Name, string Value) : RunEvent;

public sealed record PhaseStarted(string Phase, string Title) : RunEvent;

public sealed record StepStarted(string Phase, string Step, string Title, string? Command)
    : RunEvent;

/// <summary>Where a long step has got to; shown live, not written to the record.</summary>
/// <param name="Done">From 0 to 1 where the end is known, else null.</param>
public sealed record StepProgressed(string Phase, string Step, string Text, double? Done)
    : RunEvent;

/// <summary>Expected against actual; recorded whether it holds or not.</summary>
/// <param name="Outcome">The id of the expected outcome it proves, if it proves one.</param>
/// <param name="Reason">Why the bound is what it is, or why no verdict could be reached.</param>
public sealed record ClaimEvaluated(
    string Phase,
    string Step,
    string Claim,
    string Expected,
    string Actual,
    Verdict Verdict,
    string? Reason = null,
    string? Outcome = null
) : RunEvent
{
    /// <summary>
    /// True where what it measured is a lower bound: missed, it refutes the outcome; held, it does not prove it. Else null.
    /// </summary>
    public bool? OnlyRefutes { get; init; }
}

public sealed record MeasurementTaken(string Phase, string Step, Measurement Measurement)
    : RunEvent;

/// <summary>True and worth knowing, covered by no claim; changes no verdict.</summary>
/// <param name="Meaning">What it means for a viewer or an operator.</param>
/// <param name="Cure">What would cure it.</param>
public sealed record FindingMade(
    string Phase,
    string Step,
    string Text,
    string? Meaning = null,
    string? Cure = null
) : RunEvent
{
    /// <summary>Null in records of before findings had a kind.</summary>
    public FindingKind? Kind { get; init; }

    /// <summary>Null in records of before findings had an effect.</summary>
    public Effect? Effect { get; init; }
}

/// <summary>A file kept with the run, under evidence/, named by its sha256.</summary>
/// <param name="File">Relative to the run's folder, with forward slashes.</param>
public sealed record EvidenceKept(
    string Phase,
    string Step,
    string Name,
    string File,
    string Sha256,
    long Bytes,
    string MediaType
) : RunEvent;

/// <summary>Written before the act, with the undo that will take it back.</summary>
/// <param name="Change">Unique within the run.</param>
public sealed record ChangeIntended(
    string Phase,
    string Step,
    string Change,
    string Title,
    string Undo
) : RunEvent;

public sealed record ChangeDone(string Phase, string Step, string Change) : RunEvent;

/// <param name="Error">Null when the undo succeeded; else what is left changed.</param>
public sealed record ChangeUndone(string Phase, string Step, string Change, string? Error = null)
    : RunEvent;

/// <param name="Result">What the step saw, in a line or a few; claims say more.</param>
/// <param name="Reason">Why it is not a pass, or null.</param>
public sealed record StepFinished(
    string Phase,
    string Step,
    Verdict Verdict,
    string? Result,
    string? Reason,
    double Seconds
) : RunEvent;

public sealed record PhaseFinished(string Phase, Verdict Verdict, string? Reason, double Seconds)
    : RunEvent;

/// <summary>What of the surroundings differs from before a phase, found by looking.</summary>
public sealed record PhaseChanged(string Phase, IReadOnlyList<string> Things) : RunEvent;

/// <summary>Others have changed something of the machine meanwhile: a note, and no part of any verdict.</summary>
/// <param name="Phase">After which it was first seen; null where that was at the end.</param>
public sealed record ForeignChangeSeen(string? Phase, string Thing) : RunEvent;

/// <param name="Partial">Phases were left out on request: what ran may have passed, the scenario is not proved.</param>
public sealed record RunFinished(
    Verdict Verdict,
    int ExitCode,
    bool Partial,
    string? Reason,
    double Seconds
) : RunEvent;
