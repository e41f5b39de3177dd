using Verify.Engine.Interruptions;
using Verify.Engine.Journals;
using Verify.Engine.Runs;
using Verify.Engine.Tree;
using Verify.Engine.Trust;

namespace Verify.Engine.Recoveries;

/// <summary>The end of what an interrupted run began: undone, or settled where it had been decided that it stays.</summary>
/// <param name="told">Hears what is done, a line each.</param>
/// <param name="interrupter">Of a drill that cuts the recovery itself.</param>
/// <param name="confines">Where its undos may reach; what the run's folder says if null.</param>
public sealed class Recovery(
    Journal journal,
    TextWriter told,
    Interrupter? interrupter = null,
    Confines? confines = null
)
{
    private readonly Confines confines = confines ?? RunFolder.ConfinesOf(journal);

    private string WhatToDo =>
        $"everything else has been undone. Compare the files that the run was to change with a backup; when they are right, remove the journal: {ShellWords.Join(["rm", .. journal.Files])}";

    private readonly List<RecoveryAct> failed = [];

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
        var left = found.Lost.Select(lost => $"{lost}; {WhatToDo}").ToList();
        if (found.Open.Count == 0 && left.Count == 0)
            await told.WriteLineAsync("nothing to undo: it left nothing, or that has been undone");
        foreach (var entry in found.Open)
        {
            var failure = found.Stays
                ? await TryAsync(entry, (undo, ct) => undo.SettleAsync(ct), JournalState.Kept)
                : await UndoAsync(entry);
            await told.WriteLineAsync(
                failure is not null ? $"failed: {entry.Undo}: {failure}"
                : found.Stays ? $"stays: {entry.Undo} is not needed"
                : $"undone: {entry.Undo}"
            );
            foreach (var aside in entry.Undo.SetAside)
                await told.WriteLineAsync($"set aside: {aside}");
            if (failure is not null)
            {
                failed.Add(entry.Undo);
                left.Add($"{entry.Undo}: {failure}");
            }
        }
        left.AddRange(Unknown());
        return left;
    }

    private async Task<string?> UndoAsync(JournalEntry entry)
    {
        if (failed.Find(entry.Undo.WaitsFor) is { } first)
            return $"it waits for: {first}";
        var number = ++undos;
        journal.Note(entry.Id, JournalState.Undoing);
        return await TryAsync(
            entry,
            async (undo, ct) =>
            {
                interrupter?.Pass(CutPoint.UndoBegun, Step, number);
                await undo.DoAsync(ct);
                interrupter?.Pass(CutPoint.UndoActed, Step, number);
            },
            JournalState.Undone
        );
    }

    private async Task<string?> TryAsync(
        JournalEntry entry,
        Func<RecoveryAct, CancellationToken, Task> act,
        JournalState then
    )
    {
        var failure = await Bounded.TryAsync(
            ct => act(entry.Undo.Within(confines), ct),
            entry.Undo.Budget
        );
        if (failure is null)
            journal.Note(entry.Id, then);
        return failure;
    }

    // A journal that was cut at the end of a line shows no damage: the tree itself does.
    private IEnumerable<string> Unknown()
    {
        if (failed.Count > 0 || journal.Tree is not { } tree || !Directory.Exists(tree))
            yield break;
        foreach (var file in TreeFile.LeftIn(tree))
            yield return $"{file} was left by a run, and no line of a journal tells of it: it may be what the file of that name was before";
        if (journal.Copy is { } copy && File.Exists(copy))
            yield return $"{copy} is left, and no line of the journal tells of it; {WhatToDo}";
    }
}
