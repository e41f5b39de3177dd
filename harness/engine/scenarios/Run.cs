using System.Diagnostics;
using Verify.Engine.Interruptions;
using Verify.Engine.Journals;
using Verify.Engine.LeftChanged;
using Verify.Engine.Programs;
using Verify.Engine.Record;
using Verify.Engine.Runs;
using Verify.Engine.Standstills;

namespace Verify.Engine.Scenarios;

/// <summary>One execution of a scenario: carries out the phases in order and keeps the record.</summary>
public sealed class Run : IConductor
{
    private const string Interrupted = "interrupted";
    private const string InterruptedAsIs =
        "interrupted; --rollback never leaves everything as it was at that moment";
    private const string Kept =
        "kept by --keep until interrupted, then rolled back without further measurement";
    private static readonly AsyncLocal<Run?> current = new();

    private readonly Stopwatch elapsed = Stopwatch.StartNew();
    private readonly List<PhaseOutcome> outcomes = [];
    private readonly CancellationToken interrupted;
    private readonly StandstillWatch standstills = new();
    private Coverage? coverage;
    private OwnCalls? calls;
    private IReadOnlyList<Phase> phases = [];
    private IReadOnlySet<string> selected = new HashSet<string>();
    private Func<string, string?> leftOut = _ => null;
    private string? blockedBy;
    private int claims;

    /// <param name="undoBudget">How long any undo may take; each its own where null.</param>
    public Run(
        RunRequest request,
        RecordWriter record,
        CancellationToken interrupted,
        TimeSpan? undoBudget = null
    )
    {
        (Request, Record, this.interrupted) = (request, record, interrupted);
        Evidence = new(request.Folder, record.Mask);
        (Interrupter, Facts) = (new(request.Interruption, interrupted), new(record));
        Journal = request.NoLab ? new Journal(request.Folder, request.Tree, record.Mask) : null;
        Changes = new(record, Journal, Interrupter, undoBudget);
    }

    /// <summary>The run that NUnit is executing in this process, if the program started one.</summary>
    public static Run? Current => current.Value;

    public RunRequest Request { get; }
    public RecordWriter Record { get; }
    public Evidence Evidence { get; }
    public StandingChanges Changes { get; }

    /// <summary>Where what escapes is kept; null in a lab, which nothing outlives.</summary>
    internal Journal? Journal { get; }

    internal Interrupter Interrupter { get; }

    internal NotedFacts Facts { get; }

    /// <summary>How many claims were evaluated, whether they hold or not.</summary>
    internal int Claims => claims;

    internal void CountClaim() => Interlocked.Increment(ref claims);

    /// <summary>
    /// Whether what was changed in a tree of the user's stays, by the strategy asked for: a pass is one of every phase
    /// that the run has, and nothing less.
    /// </summary>
    internal bool MayKeep =>
        Request.Tree is not null
        && Request.Rollback switch
        {
            RollbackStrategy.Never => true,
            RollbackStrategy.Always => false,
            _ => !interrupted.IsCancellationRequested
                && Record.Lost is null
                && Changes.LeftChanged.Count == 0
                && Claims > 0
                && phases
                    .TakeWhile(phase => !phase.Always)
                    .Select((phase, i) => IsPassed(phase, outcomes.ElementAtOrDefault(i)))
                    .All(passed => passed),
        };

    /// <summary>For <c>--keep</c>: waits, before anything is taken back, until the user has seen enough.</summary>
    public Func<CancellationToken, Task>? Standing { get; init; }

    /// <summary>Where to look for leftover changes; null disables the check.</summary>
    public Surroundings? Surroundings { get; init; }

    /// <summary>Whether a standstill of this program makes claims inconclusive: not where all of them are about ends and leftovers.</summary>
    public bool DoubtsStandstills { get; init; } = true;

    /// <summary>How it ended; null until then.</summary>
    public RunFinished? Finished { get; private set; }

    /// <summary>Makes this the run that scenarios constructed from here on belong to.</summary>
    public void MakeCurrent()
    {
        calls = new(Surroundings is { IsShared: true } ? Request.Folder : null, Record.Mask);
        (current.Value, OwnCalls.Current) = (this, calls);
        Coverage.Use(() => coverage);
    }

    /// <summary>All of a scenario, phase by phase, where NUnit is not the one who asks for them.</summary>
    public async Task<RunFinished> CarryOutAsync(Scenario scenario)
    {
        MakeCurrent();
        Begin(scenario);
        foreach (var phase in phases)
            await ConductAsync(phase.Id, CancellationToken.None);
        await EndAsync();
        return Finished!;
    }

    internal IConductor Begin(Scenario scenario)
    {
        scenario.Configure(Request);
        (phases, leftOut) = (scenario.Declare(), scenario.LeftOut);
        selected = PhaseSelection.Resolve(phases, Request.Phases, leftOut);
        Record.Write(
            new RunStarted(
                Request.Run,
                scenario.Name,
                scenario.Title,
                Request.Parameters,
                [.. phases.Select(phase => phase.Plan(selected.Contains(phase.Id)))],
                scenario.Outcomes
            )
            {
                Figures = scenario.Figures,
                Limits = scenario.Limits is { Count: > 0 } limits ? limits : null,
            }
        );
        foreach (var (name, value) in Request.Environment)
            Facts.Note(name, value);
        if (Surroundings is not null)
        {
            if (Surroundings.IsShared)
                FirstLook.Save(Request.Folder, Surroundings, scenario.Watched);
            coverage = new(Surroundings, scenario.Watched, calls, Request.Folder);
        }
        return this;
    }

    public async Task<PhaseOutcome> ConductAsync(string phase, CancellationToken ct)
    {
        if (phases.FirstOrDefault(p => p.Id == phase) is not { } declared)
            return new(Verdict.Skipped, "it has no steps in this run");
        var outcome =
            !selected.Contains(phase)
                ? new PhaseOutcome(Verdict.Skipped, leftOut(phase) ?? "not selected by --phase")
            : IsBlocked(declared) ? new PhaseOutcome(Verdict.Blocked, blockedBy ?? Interrupted)
            : declared.Always && Standing is not null ? new PhaseOutcome(Verdict.Skipped, Kept)
            : null;
        if (outcome is not null)
            Record.Write(new PhaseFinished(phase, outcome.Verdict, outcome.Reason, 0));
        else
            outcome = await ConductAsync(declared);
        outcomes.Add(outcome);
        return outcome;
    }

    private bool IsPassed(Phase phase, PhaseOutcome? outcome) =>
        leftOut(phase.Id) is not null || outcome?.Verdict == Verdict.Pass;

    // Taking changes back is blocked by nothing but an interrupt, after which the engine itself does it at the end.
    private bool IsBlocked(Phase phase) =>
        interrupted.IsCancellationRequested || (blockedBy is not null && !phase.Always);

    /// <summary>Undoes whatever still stands and closes the record.</summary>
    public async Task EndAsync()
    {
        var kept = Standing is not null && !interrupted.IsCancellationRequested;
        // The end of standing is the user's interrupt; what was measured before it keeps its verdict.
        if (kept)
            await Standing!(interrupted);
        if (Request.Tree is not null && Request.Rollback == RollbackStrategy.Never)
            await Changes.KeepAsync();
        else
            await Changes.UndoAsync();
        if (coverage is not null)
        {
            var found = await coverage.LeftAsync(
                Changes.IsKept ? Request.Tree : null,
                wasEntered: kept
            );
            Changes.LeftChanged.AddRange(found.Ours);
            found.NoteOthers(Record, phase: null);
        }
        var end = End(wasInterrupted: interrupted.IsCancellationRequested && !kept);
        Finished = new(
            end.Verdict,
            end.ExitCode,
            selected.Count < phases.Count,
            end.Reason,
            elapsed.Elapsed.TotalSeconds
        );
        Record.Write(Finished);
        standstills.End();
    }

    // What comes later outranks what was found before it.
    private RunEnd End(bool wasInterrupted)
    {
        var end = RunEnd.Of([.. outcomes.Where((_, i) => selected.Contains(phases[i].Id))], Claims);
        if (Record.Lost is { } lost)
            end = end.Lost(lost);
        if (wasInterrupted)
            end = end.InterruptedWith(
                Changes.IsKept ? InterruptedAsIs : "interrupted; every change was undone"
            );
        return Changes.LeftChanged.Count > 0 ? end.LeavingChanged(Changes.LeftChanged) : end;
    }

    internal IReadOnlySet<string> PhasesFrom(string id) =>
        phases.Any(phase => phase.Id == id)
            ? phases.SkipWhile(phase => phase.Id != id).Select(phase => phase.Id).ToHashSet()
            // Nothing would be taken back, and nobody would know.
            : throw new InvalidOperationException($"There is no phase {id} to take back from.");

    private async Task<PhaseOutcome> ConductAsync(Phase phase)
    {
        var watch = Stopwatch.StartNew();
        var began = StandstillWatch.Now;
        Record.Write(new PhaseStarted(phase.Id, phase.Title));
        var outcome = PhaseOutcome.Of(
            await new StepOrder(phase.Steps).CarryOutAsync(
                together: Journal is null && Interrupter.Step is null,
                step => ConductAsync(phase, step, began)
            )
        );
        if (coverage is not null)
        {
            var found = await coverage.AfterAsync(phase.Id);
            Record.Write(new PhaseChanged(phase.Id, found.Ours));
            found.NoteOthers(Record, phase.Id);
        }
        Record.Write(
            new PhaseFinished(phase.Id, outcome.Verdict, outcome.Reason, watch.Elapsed.TotalSeconds)
        );
        return outcome;
    }

    private async Task<(Verdict, string)> ConductAsync(
        Phase phase,
        DeclaredStep declared,
        TimeSpan began
    )
    {
        var (verdict, why) = IsBlocked(phase)
            ? (Verdict.Blocked, blockedBy ?? Interrupted)
            : await new StepConduct(this, interrupted).CarryOutAsync(
                phase.Id,
                declared,
                new(DoubtsStandstills ? standstills : null, began)
            );
        if (verdict == Verdict.Blocked)
            Record.Write(new StepFinished(phase.Id, declared.Id, verdict, null, why, 0));
        if (interrupted.IsCancellationRequested)
            blockedBy ??= Interrupted;
        else if (Record.Lost is not null)
            blockedBy ??= Record.Lost;
        else if (declared.IsGate && verdict != Verdict.Pass)
            blockedBy ??= $"step {declared.Id} ({declared.Title}) did not pass";
        return (verdict, $"{declared.Id} {declared.Title}: {why}");
    }
}
