namespace Verify.Engine;

/// <summary>The end of what an interrupted run began: undone, or settled where it had been decided that it stays.</summary>
/// <param name="told">Hears what is done, a line each.</param>
/// <param name="interrupter">Of a drill that cuts the recovery itself.</param>
public sealed class Recovery(Journal journal, TextWriter told, Interrupter? interrupter = null)
{
    /// <summary>Where a drill names a step: its acts are the undos, in their order from 1.</summary>
    public const string Step = "rollback";

    private int undos;

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
        var number = ++undos;
        journal.Note(entry.Id, JournalState.Undoing);
        return TryAsync(
            entry,
            async ct =>
            {
                interrupter?.Pass(CutPoint.UndoBegun, Step, number);
                await entry.Undo.DoAsync(ct);
                interrupter?.Pass(CutPoint.UndoActed, Step, number);
            },
            JournalState.Undone
        );
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
