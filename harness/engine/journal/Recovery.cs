namespace Verify.Engine;

/// <summary>The end of what an interrupted run began: undone, or settled where it had been decided that it stays.</summary>
/// <param name="told">Hears what is done, a line each.</param>
public sealed class Recovery(Journal journal, TextWriter told)
{
    /// <summary>Ends what is open, last first, all of it; gives back what could not be undone.</summary>
    /// <param name="alsoKept">Also takes back what the run was to leave as it was.</param>
    public async Task<IReadOnlyList<string>> RunAsync(bool alsoKept = false)
    {
        if (alsoKept && journal.Read().Stays)
            journal.Note(0, JournalState.Undoing);
        var found = journal.Read();
        foreach (var damage in found.Damages)
            await told.WriteLineAsync($"damaged: {damage}");
        var left = found
            .Lost.Select(id => $"act {id}: no intact line of the journal tells what it was")
            .ToList();
        foreach (var entry in found.Open)
        {
            var failure = found.Stays
                ? await TryAsync(entry, entry.Undo.SettleAsync, JournalState.Kept)
                : await UndoAsync(entry);
            await told.WriteLineAsync(
                failure is not null ? $"failed: {entry.Undo}: {failure}"
                : found.Stays ? $"stays: {entry.Undo} is not needed"
                : $"undone: {entry.Undo}"
            );
            if (failure is not null)
                left.Add($"{entry.Undo}: {failure}");
        }
        return left;
    }

    private Task<string?> UndoAsync(JournalEntry entry)
    {
        journal.Note(entry.Id, JournalState.Undoing);
        return TryAsync(entry, entry.Undo.DoAsync, JournalState.Undone);
    }

    private async Task<string?> TryAsync(
        JournalEntry entry,
        Func<CancellationToken, Task> act,
        JournalState then
    )
    {
        var failure = await Bounded.TryAsync(act, entry.Undo.Budget);
        if (failure is null)
            journal.Note(entry.Id, then);
        return failure;
    }
}
