using NUnit.Framework.Constraints;
using Verify.Engine.Interruptions;
using Verify.Engine.Journals;
using Verify.Engine.Record;
using Verify.Engine.Runs;

namespace Verify.Engine.Scenarios;

/// <summary>A step while it is carried out: the only way a scenario writes to the run record.</summary>
public sealed class Step
{
    private readonly Run run;
    private readonly List<Verdict> verdicts = [];
    private readonly List<string> reasons = [];
    private readonly StepWindow window;
    private string? result;

    internal Step(Run run, string phase, string id, StepWindow window, CancellationToken ct) =>
        (this.run, Phase, Id, this.window, Ct) = (run, phase, id, window, ct);

    public string Phase { get; }
    public string Id { get; }

    /// <summary>Cancelled when the user interrupts the run.</summary>
    public CancellationToken Ct { get; }

    /// <summary>The run's.</summary>
    internal string Folder => run.Request.Folder;

    /// <summary>The tree of the user's that the run changes; null if none.</summary>
    internal string? Tree => run.Request.Tree;

    internal Verdict Verdict => verdicts.Worst();
    internal string? Reason => reasons.Count == 0 ? null : string.Join("; ", reasons);
    internal string? SeenResult => result;

    /// <summary>Evaluates a claim and records it whether it holds or not; what comes after goes on either way.</summary>
    /// <param name="because">The reason for the bound.</param>
    /// <param name="proves">The expected outcome (its id) that this claim is the proof of.</param>
    public bool Expect<T>(
        string claim,
        T actual,
        IResolveConstraint expected,
        string? because = null,
        string? proves = null
    ) => Expect(claim, actual, expected, because, proves, onlyRefutes: false);

    /// <summary>The same of a figure that is a lower bound: held, it leaves the outcome open.</summary>
    /// <param name="refutes">The expected outcome (its id) that is refuted if it is missed.</param>
    public bool ExpectLowerBound<T>(
        string claim,
        T actual,
        IResolveConstraint expected,
        string because,
        string refutes
    ) => Expect(claim, actual, expected, because, refutes, onlyRefutes: true);

    private bool Expect<T>(
        string claim,
        T actual,
        IResolveConstraint expected,
        string? because,
        string? outcome,
        bool onlyRefutes
    )
    {
        Pass();
        var constraint = expected.Resolve();
        var holds = constraint.ApplyTo(actual).IsSuccess;
        var doubt = window.Doubt(holds);
        Judge(
            claim,
            Wording.Of(constraint.Description),
            Shown.Of(actual),
            doubt is not null ? Verdict.Inconclusive
                : holds ? Verdict.Pass
                : Verdict.Fail,
            doubt ?? because,
            outcome,
            onlyRefutes
        );
        return holds;
    }

    /// <summary>Records a claim that could not be decided, and why.</summary>
    public void CannotTell(string claim, string expected, string why, string? proves = null) =>
        Judge(claim, expected, "cannot tell", Verdict.Inconclusive, why, proves);

    /// <summary>The same in the words of the constraint that the claim would have been held against.</summary>
    public void CannotTell(
        string claim,
        IResolveConstraint expected,
        string why,
        string? proves = null
    ) => CannotTell(claim, Wording.Of(expected.Resolve().Description), why, proves);

    /// <summary>Leaves the rest of the step out, with the reason.</summary>
    public void Skip(string reason)
    {
        verdicts.Add(Verdict.Skipped);
        reasons.Add(reason);
    }

    public Measurement Measure(Measurement measured)
    {
        Pass();
        window.Measures = true;
        run.Record.Write(new MeasurementTaken(Phase, Id, measured));
        return measured;
    }

    /// <summary>Records something true and worth knowing that no claim covers.</summary>
    /// <param name="meaning">What it means for a viewer or an operator.</param>
    /// <param name="kind">How it stands to the change.</param>
    /// <param name="effect">What it does to a viewer: conclusions are in this order.</param>
    public void Find(
        string text,
        string? meaning = null,
        string? cure = null,
        FindingKind kind = FindingKind.Note,
        Effect effect = Effect.Cosmetic
    ) =>
        run.Record.Write(
            new FindingMade(Phase, Id, text, meaning, cure) { Kind = kind, Effect = effect }
        );

    /// <summary>Keeps a file with the run.</summary>
    public void Keep(string name, string text, string mediaType = "text/plain") =>
        run.Record.Write(run.Evidence.Keep(Phase, Id, name, text, mediaType));

    /// <summary>Keeps what is no text: a picture.</summary>
    public void Keep(string name, byte[] bytes, string mediaType) =>
        run.Record.Write(run.Evidence.Keep(Phase, Id, name, bytes, mediaType));

    /// <summary>Asks for a plot of evidence that the step has kept.</summary>
    public void Plot(string kind, IReadOnlyList<PlotData> data, string? title = null) =>
        run.Record.Write(new PlotDeclared(Phase, Id, kind, title, data));

    /// <summary>What the step saw, for the log's "Actual".</summary>
    public void Saw(string text)
    {
        Pass();
        result = result is null ? text : $"{result}\n{text}";
    }

    /// <summary>Shows where a long step has got to.</summary>
    public void Progress(string text, double? done = null)
    {
        Pass();
        window.Measures = true;
        run.Record.Write(new StepProgressed(Phase, Id, text, done));
    }

    /// <summary>Records a fact of the world; what another step has recorded already is not said again.</summary>
    public void Note(string name, string value) => run.Facts.Note(name, value);

    /// <summary>Does something outside the lab, with its undo in the journal before it; taken back with the rest.</summary>
    public Task OutsideAsync(RecoveryAct undo, Func<CancellationToken, Task> act) =>
        run.Changes.OutsideAsync(this, undo, act);

    public Task OutsideAsync(RecoveryAct undo, Action act) => OutsideAsync(undo, Awaitable(act));

    /// <summary>The same for what only this step needs: taken back as soon as the result is disposed of.</summary>
    public Task<IAsyncDisposable> BorrowAsync(
        RecoveryAct undo,
        Func<CancellationToken, Task> act
    ) => run.Changes.OutsideAsync(this, undo, act);

    /// <summary>From here on the tree carries a copy of the journal; in a lab there is none.</summary>
    internal void StartJournalCopy()
    {
        if (run.Journal is { Copy: not null } journal)
            journal.StartCopy();
    }

    internal Task ApplyAsync(Change change) => run.Changes.ApplyAsync(this, change);

    internal async Task UndoAsync(string downTo)
    {
        foreach (var undone in await run.Changes.UndoAsync(run.PhasesFrom(downTo)))
            Judge(
                $"undone: {undone.Title}",
                "no error",
                undone.Error ?? "no error",
                undone.Verdict,
                null,
                null
            );
    }

    /// <returns>Whether the changes stay.</returns>
    internal async Task<bool> SettleAsync(string downTo)
    {
        if (run.MayKeep)
            await run.Changes.KeepAsync();
        else
            await UndoAsync(downTo);
        return run.Changes.IsKept;
    }

    /// <summary>The step has come to its end.</summary>
    internal void Ended()
    {
        Pass();
        if (window.Standstill is { } seen)
            Find($"{seen}", "nobody saw what happened in the meantime", kind: FindingKind.NotSeen);
        if (run.Interrupter.FailsClaimIn(Id))
            Judge(
                "injected failure",
                "true",
                "false",
                Verdict.Fail,
                "the drill fails a claim here",
                null
            );
    }

    internal void Broke(Exception cause)
    {
        var wasInterrupted = cause is OperationCanceledException && Ct.IsCancellationRequested;
        // Whatever it waited for may have had its time meanwhile.
        var doubt = wasInterrupted ? null : window.Doubt(holds: false);
        verdicts.Add(doubt is null ? Verdict.Broken : Verdict.Inconclusive);
        reasons.Add(
            wasInterrupted ? "interrupted"
            : doubt is null ? cause.Message
            : $"{cause.Message} (but {doubt})"
        );
    }

    // Where a drill interrupts a step, it does so in the middle: when the step first has something to say.
    private void Pass() => run.Interrupter.Pass(CutPoint.Step, Id);

    private void Judge(
        string claim,
        string expected,
        string actual,
        Verdict verdict,
        string? because,
        string? proves,
        bool onlyRefutes = false
    )
    {
        run.CountClaim();
        verdicts.Add(verdict);
        if (verdict != Verdict.Pass)
            reasons.Add(
                verdict == Verdict.Inconclusive && because is not null
                    ? $"{claim}: cannot tell, {because}"
                    : $"{claim}: expected {expected}, but was {actual}"
            );
        run.Record.Write(
            new ClaimEvaluated(Phase, Id, claim, expected, actual, verdict, because, proves)
            {
                OnlyRefutes = onlyRefutes ? true : null,
            }
        );
    }

    private static Func<CancellationToken, Task> Awaitable(Action act) =>
        _ =>
        {
            act();
            return Task.CompletedTask;
        };
}
