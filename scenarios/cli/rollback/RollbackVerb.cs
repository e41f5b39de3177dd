using System.CommandLine;
using Verify.Engine.Journals;
using Verify.Engine.LeftChanged;
using Verify.Engine.Recoveries;
using Verify.Engine.Tree;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Scenarios.Cli.Rollback;

/// <summary>Finishes the undo of runs that were interrupted outside a lab.</summary>
internal sealed class RollbackVerb()
    : Verb(
        "rollback",
        "Finish the undo of an interrupted run. After a run outside a lab, nothing else undoes its changes."
    )
{
    private const int LeftChangedExit = 5;

    private readonly Argument<string?> run = new("run")
    {
        Description =
            "A run's id or folder, or a tree that a run changed. Default: every run that left changes behind, after you confirm.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> yes = new("--yes")
    {
        Description = "Do not ask for confirmation.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(run);
        command.Add(yes);
        command.SetAction(
            (parsed, _) =>
                parsed.GetValue(run) is { } named
                    ? NamedAsync(named)
                    : AllAsync(parsed.GetValue(yes))
        );
    }

    private static async Task<int> NamedAsync(string run)
    {
        if (UnfinishedRuns.Untold(run) is { } untold)
        {
            await Console.Error.WriteLineAsync($"verify: {Printable.Block(untold)}");
            return LeftChangedExit;
        }
        var journals = UnfinishedRuns.Named(run);
        if (journals.Count == 0)
            Console.WriteLine($"Nothing to undo: no run left anything changed in {run}.");
        return await FinishAsync(journals, alsoKept: true);
    }

    // Nobody has named them: what they would do is shown first.
    private static async Task<int> AllAsync(bool confirmed)
    {
        var found = Unfinished.Look(Checkout.Out);
        IReadOnlyList<Journal> journals = [.. found.Folders.Select(RunFolder.JournalOf)];
        if (journals.Count == 0 && found.Refused.Count == 0)
            Console.WriteLine("Nothing to undo: no run left anything changed.");
        if (journals.Count > 0 && !confirmed)
            await Confirmation.AskAsync(journals);
        var exit = await FinishAsync(journals, alsoKept: false);
        foreach (var refused in found.Refused)
            await Console.Error.WriteLineAsync($"verify: {Printable.Block(refused.Message)}");
        return exit == 0 && found.Refused.Count > 0 ? Verdict.Broken.ExitCode() : exit;
    }

    private static async Task<int> FinishAsync(IReadOnlyList<Journal> journals, bool alsoKept)
    {
        var left = new List<string>();
        foreach (var journal in journals)
            left.AddRange(await FinishAsync(journal, alsoKept));
        foreach (var one in left)
            await Console.Error.WriteLineAsync($"verify: {Printable.Block(one)}");
        return left.Count == 0 ? 0 : LeftChangedExit;
    }

    private static async Task<IReadOnlyList<string>> FinishAsync(Journal journal, bool alsoKept)
    {
        RunFolder.MustBeOurs(journal.Folder);
        using var turn = RunLock.Take(journal.Folder);
        using var alone =
            journal.Tree is { } tree && Directory.Exists(tree) ? TreeLock.Take(tree) : null;
        Console.WriteLine($"{Path.GetFileName(journal.Folder)}:");
        if (journal.IsFollowed)
            return [$"not undone: {Unfinished.For(journal.Tree!, Checkout.Out)}"];
        var left = await new Recovery(
            journal,
            Console.Out,
            RunFolder.InterrupterOf(journal.Folder),
            UnfinishedRuns.Confines(journal)
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
