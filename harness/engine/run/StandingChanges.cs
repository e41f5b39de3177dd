using NUnit.Framework;

namespace Verify.Engine;

/// <summary>The changes of a run that still stand, undone last first; every undo runs even if one fails.</summary>
/// <param name="journal">Where what escapes is kept; null in a lab, which nothing outlives.</param>
public sealed class StandingChanges(RecordWriter record, Journal? journal, TimeSpan undoBudget)
{
    // An undo stops processes, restores files and unmounts. Ten seconds is far beyond what any of them needs on a
    // busy machine; one that hangs must not keep the others from running.
    public static readonly TimeSpan UndoBudget = TimeSpan.FromSeconds(10);

    private readonly Stack<Standing> standing = new();
    private int made;

    public bool IsEmpty => standing.Count == 0;

    /// <summary>What could not be undone, said so that a person can do it by hand.</summary>
    public List<string> LeftChanged { get; } = [];

    internal async Task ApplyAsync(Step step, Change change)
    {
        step.Ct.ThrowIfCancellationRequested();
        var id = $"{step.Id}-{++made}";
        record.Write(new ChangeIntended(step.Phase, step.Id, id, change.Title, change.Undo));
        var kept = journal is null
            ? []
            : change.Recovery.Reverse().Select(journal.Intend).Reverse().ToArray();
        var before = change.Fingerprint?.Invoke();
        // Before the act: an act that fails half way is undone too.
        standing.Push(new(id, step.Phase, step.Id, change, kept, before));
        await change.ApplyAsync(step);
        if (before is not null)
            step.Expect("it changes something", change.Fingerprint!(), Is.Not.EqualTo(before));
        record.Write(new ChangeDone(step.Phase, step.Id, id));
    }

    /// <param name="phases">Undo only what these phases changed; null for everything.</param>
    internal async Task<IReadOnlyList<Undone>> UndoAsync(IReadOnlySet<string>? phases = null)
    {
        var undone = new List<Undone>();
        while (standing.TryPeek(out var last) && (phases is null || phases.Contains(last.Phase)))
        {
            standing.Pop();
            var error = await RevertAsync(last);
            if (error is not null)
                LeftChanged.Add($"{last.Change.Title} ({error}); by hand: {last.Change.Undo}");
            else
                foreach (var entry in last.Journalled)
                    journal!.Undone(entry);
            record.Write(new ChangeUndone(last.Phase, last.Step, last.Id, error));
            undone.Add(new(last.Change.Title, error));
        }
        return undone;
    }

    private async Task<string?> RevertAsync(Standing last)
    {
        // Not the run's own token: an interrupted run is undone all the same.
        using var budget = new CancellationTokenSource(undoBudget);
        try
        {
            // On another thread: an undo that blocks its own, deaf to the token, is given up all the same.
            await Task.Run(() => last.Change.RevertAsync(budget.Token), CancellationToken.None)
                .WaitAsync(budget.Token);
            var now = last.Change.Fingerprint?.Invoke();
            return now == last.Before
                ? null
                : $"the undo ran, but it is {now} and was {last.Before}";
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return $"the undo did not finish within {undoBudget.TotalSeconds:0.#} s";
        }
        catch (Exception failure)
        {
            return failure.Message;
        }
    }

    private sealed record Standing(
        string Id,
        string Phase,
        string Step,
        Change Change,
        int[] Journalled,
        string? Before
    );
}

/// <summary>A change taken back, or the error that kept it from being.</summary>
internal sealed record Undone(string Title, string? Error)
{
    public Verdict Verdict => Error is null ? Verdict.Pass : Verdict.Broken;
}
