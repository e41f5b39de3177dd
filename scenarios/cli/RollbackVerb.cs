using System.CommandLine;
using Verify.Engine;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>Finishes the undo of runs that were interrupted outside a lab.</summary>
internal sealed class RollbackVerb()
    : Verb(
        "rollback",
        "Finish the undo of an interrupted run (without a lab nothing else undoes it)."
    )
{
    private const int LeftChangedExit = 5;

    private readonly Argument<string?> run = new("run")
    {
        Description =
            "A run's id or folder, or a tree that a run has changed (default: every run that left something).",
        Arity = ArgumentArity.ZeroOrOne,
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(run);
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(run)));
    }

    private static async Task<int> RunAsync(string? run)
    {
        IReadOnlyList<Journal> unfinished = run is null
            ? [.. Unfinished.In(Checkout.Out).Select(RunFolder.JournalOf)]
            : Find(run);
        var left = new List<string>();
        foreach (var journal in unfinished)
            left.AddRange(await FinishAsync(journal, alsoKept: run is not null));
        if (unfinished.Count == 0)
            Console.WriteLine(
                $"Nothing to undo: no run left anything changed{(run is null ? "" : $" in {run}")}."
            );
        foreach (var one in left)
            await Console.Error.WriteLineAsync($"verify: {one}");
        return left.Count == 0 ? 0 : LeftChangedExit;
    }

    private static IReadOnlyList<Journal> Find(string run)
    {
        if (run.Length == 0)
            throw new UsageError(
                "An empty name is no run. Name one, or the tree that it changed, or leave it out for all that left something."
            );
        var folder = Path.GetFullPath(run);
        if (File.Exists(Path.Combine(folder, Journal.CopyName)))
            return
            [
                Journal.OfTree(
                    Tree.MustBeChangeable(folder),
                    Path.Combine(Checkout.Out, $"{Path.GetFileName(folder)}-rolled-back")
                ),
            ];
        // A tree that tells of no run (any more): only runs' own journals can.
        return Runs.IsKnown(run) || !Directory.Exists(folder)
            ? [RunFolder.JournalOf(Runs.Find(run))]
            :
            [
                .. Unfinished
                    .In(Checkout.Out)
                    .Select(RunFolder.JournalOf)
                    .Where(journal => journal.Tree == RealPath.Of(folder)),
            ];
    }

    private static async Task<IReadOnlyList<string>> FinishAsync(Journal journal, bool alsoKept)
    {
        using var turn = RunLock.Take(journal.Folder);
        using var alone =
            journal.Tree is { } tree && Directory.Exists(tree) ? TreeLock.Take(tree) : null;
        Console.WriteLine($"{Path.GetFileName(journal.Folder)}:");
        if (journal.IsFollowed)
            return [$"not undone: {Unfinished.For(journal.Tree!, Checkout.Out)}"];
        var left = await new Recovery(
            journal,
            Console.Out,
            RunFolder.InterrupterOf(journal.Folder)
        ).RunAsync(alsoKept);
        // An undo is not believed, it is looked at.
        var found = FirstLook.StillDiffers(
            journal.Folder,
            HasEnded(journal.Folder),
            stays: journal.Read().Stays
        );
        foreach (var one in found.Others)
            Console.WriteLine($"changed meanwhile, not by the run: {one}");
        return
        [
            .. left.Select(one => $"not undone: {one}"),
            .. found.Ours.Select(one => $"not as before the run: {one}"),
        ];
    }

    private static bool HasEnded(string folder)
    {
        var record = RunFolder.RecordOf(folder);
        return File.Exists(record) && RunRecord.Read(record).Events.Any(e => e is RunFinished);
    }
}
