using System.Text.Json.Serialization;

namespace Verify.Engine.Interruptions;

/// <summary>Where and how a drill interrupts a run.</summary>
/// <param name="Step">The step in which it happens; that whose act it is, where an undo is cut.</param>
/// <param name="Act">Which of the step's acts outside the lab, from 1; 0 where it is none of them.</param>
public sealed record Interruption(string Step, InterruptionWay Way, CutPoint At, int Act = 0)
{
    /// <summary>Nowhere: only what changes something is carried out, and nothing cuts it.</summary>
    public static readonly Interruption Nowhere = new("", InterruptionWay.Claim, CutPoint.Step);

    [JsonIgnore]
    public bool IsInUndo => At is CutPoint.UndoBegun or CutPoint.UndoActed;
}

/// <summary>In which way a run is interrupted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InterruptionWay>))]
public enum InterruptionWay
{
    /// <summary>A claim fails.</summary>
    Claim,

    /// <summary>A step throws.</summary>
    Throw,

    /// <summary>Ctrl-C, which is SIGINT.</summary>
    Interrupt,

    /// <summary>SIGTERM.</summary>
    Terminate,

    /// <summary>SIGKILL.</summary>
    Kill,
}

/// <summary>Where a run can be cut: in a step, or where the journal could be wrong if it were written carelessly.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CutPoint>))]
public enum CutPoint
{
    /// <summary>In the middle of a step, at no act.</summary>
    Step,

    /// <summary>Before the intent is written.</summary>
    BeforeAct,

    /// <summary>Between intent and act.</summary>
    Intended,

    /// <summary>Between act and done.</summary>
    Acted,

    /// <summary>In an undo: begun by its word, not yet by its deed.</summary>
    UndoBegun,

    /// <summary>In an undo: done by its deed, not yet by its word.</summary>
    UndoActed,
}
