using NUnit.Framework;
using Verify.Engine.Interruptions;
using Verify.Engine.Journals;
using Verify.Engine.Programs;
using Verify.Engine.Record;

namespace Verify.Engine.Scenarios;

/// <summary>The changes of a run that still stand, undone last first; every undo runs even if one fails.</summary>
/// <param name="journal">Where what escapes is kept; null in a lab, which nothing outlives.</param>
/// <param name="undoBudget">How long any undo may take; each its own where null.</param>
public sealed class StandingChanges(
    RecordWriter record,
    Journal? journal,
    Interrupter interrupter,
    TimeSpan? undoBudget
)
{
    // What a process lets go of: servers that are told to end, sockets. It takes milliseconds; ten seconds were not enough
    // where twenty programs wanted each processor, and what ends a little later is not left behind.
    private static readonly TimeSpan RevertBudget = TimeSpan.FromMinutes(1);

    // Guards the lists: steps may run beside each other.
    private readonly Lock turn = new();
    private readonly List<StandingChange> standing = [];
    private readonly Dictionary<string, int> acts = [];
    private readonly List<RecoveryAct> failed = [];
    private StandingChange? underWay;
    private int made;

    /// <summary>Something was changed that is to stay.</summary>
    public bool IsKept { get; private set; }

    public bool IsEmpty => standing.Count == 0;

    /// <summary>What could not be undone, said so that a person can do it by hand.</summary>
    public List<string> LeftChanged { get; } = [];

    internal async Task ApplyAsync(Step step, Change change)
    {
        step.Ct.ThrowIfCancellationRequested();
        var before = change.Fingerprint?.Invoke();
        underWay = Stand(step, change, before);
        try
        {
            await change.ApplyAsync(step);
        }
        finally
        {
            underWay = null;
        }
        if (before is not null)
            step.Expect("it changes something", change.Fingerprint!(), Is.Not.EqualTo(before));
        record.Write(new ChangeDone(step.Phase, step.Id, standing[^1].Id));
    }

    /// <summary>Does something outside the lab, with its undo on disk before it.</summary>
    internal async Task<IAsyncDisposable> OutsideAsync(
        Step step,
        RecoveryAct undo,
        Func<CancellationToken, Task> act
    )
    {
        var change =
            underWay
            ?? Stand(step, new(undo.Act(), "", $"{undo}", _ => Task.CompletedTask), before: null);
        // An undo is spoken of as it would be typed, with the place that it is about.
        OwnCalls.Current?.Note($"{undo}");
        int number;
        lock (turn)
            number = acts[step.Id] = acts.GetValueOrDefault(step.Id) + 1;
        interrupter.Pass(CutPoint.BeforeAct, step.Id, number);
        var standingAct = new StandingAct(number, undo, journal?.Intend(undo));
        change.Acts.Add(standingAct);
        interrupter.Pass(CutPoint.Intended, step.Id, number);
        step.Ct.ThrowIfCancellationRequested();
        await act(step.Ct);
        interrupter.Pass(CutPoint.Acted, step.Id, number);
        Note(standingAct, JournalState.Done);
        return new Loan(this, change);
    }

    /// <param name="phases">Undo only what these phases changed; null for everything.</param>
    internal async Task<IReadOnlyList<Undone>> UndoAsync(IReadOnlySet<string>? phases = null)
    {
        var undone = new List<Undone>();
        while (standing is [.., var last] && (phases is null || phases.Contains(last.Phase)))
            undone.Add(await UndoAsync(last));
        return undone;
    }

    /// <summary>What stands is to stay: nothing takes it back but the user's own word.</summary>
    internal async Task KeepAsync()
    {
        if (IsEmpty)
            return;
        IsKept = true;
        journal?.Note(0, JournalState.Keeping);
        foreach (var change in Enumerable.Reverse(standing))
        foreach (var act in Enumerable.Reverse(change.Acts))
            if (await Bounded.TryAsync(act.Undo.SettleAsync, act.Undo.Budget) is { } failure)
                LeftChanged.Add($"what {act.Undo} would have needed ({failure})");
            else
                Note(act, JournalState.Kept);
        standing.Clear();
    }

    private StandingChange Stand(Step step, Change change, string? before)
    {
        lock (turn)
        {
            var id = $"{step.Id}-{++made}";
            record.Write(new ChangeIntended(step.Phase, step.Id, id, change.Title, change.Undo));
            // Before the act: one that fails half way is undone too.
            standing.Add(new(id, step.Phase, step.Id, change, before));
            return standing[^1];
        }
    }

    private async Task<Undone> UndoAsync(StandingChange last)
    {
        lock (turn)
            standing.Remove(last);
        var errors = new List<string>();
        if (last.Change.RevertAsync is { } revert)
            Add(await Bounded.TryAsync(revert, undoBudget ?? RevertBudget));
        foreach (var act in Enumerable.Reverse(last.Acts))
        {
            var failure = await UndoAsync(last, act);
            if (failure is not null)
                lock (turn)
                    failed.Add(act.Undo);
            Add(failure);
            foreach (var aside in act.Undo.SetAside)
                record.Write(new FindingMade(last.Phase, last.Step, aside, null, null));
        }
        if (last.Before is not null && last.Change.Fingerprint!() is var now && now != last.Before)
            Add($"the undo ran, but it is {now} and was {last.Before}");
        // The first is the cause; the others may follow from it, and are said beside it.
        var error = errors.Count == 0 ? null : string.Join("; also: ", errors);
        if (error is not null)
            lock (turn)
                LeftChanged.Add($"{last.Change.Title} ({error}); by hand: {last.Change.Undo}");
        record.Write(new ChangeUndone(last.Phase, last.Step, last.Id, error));
        return new(last.Change.Title, error);

        void Add(string? failure)
        {
            if (failure is not null)
                errors.Add(failure);
        }
    }

    private RecoveryAct? FailedBefore(StandingAct act)
    {
        lock (turn)
            return failed.Find(act.Undo.WaitsFor);
    }

    private async Task<string?> UndoAsync(StandingChange of, StandingAct act) =>
        FailedBefore(act) is { } first
            ? $"{act.Undo} waits for: {first}"
            : await Bounded.TryAsync(ct => UndoAsync(of, act, ct), undoBudget ?? act.Undo.Budget);

    private async Task UndoAsync(StandingChange of, StandingAct act, CancellationToken ct)
    {
        Note(act, JournalState.Undoing);
        interrupter.Pass(CutPoint.UndoBegun, of.Step, act.Number);
        await act.Undo.DoAsync(ct);
        interrupter.Pass(CutPoint.UndoActed, of.Step, act.Number);
        Note(act, JournalState.Undone);
    }

    private void Note(StandingAct act, JournalState state)
    {
        if (act.Entry is { } entry)
            journal!.Note(entry, state);
    }

    // What a step needs only for a while.
    private sealed class Loan(StandingChanges changes, StandingChange change) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            bool stands;
            lock (changes.turn)
                stands = changes.standing.Contains(change);
            if (stands)
                await changes.UndoAsync(change);
        }
    }
}
