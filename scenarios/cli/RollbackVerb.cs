using System.CommandLine;
using Verify.Engine;

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
        Description = "A run's id or folder (default: every run that left something).",
        Arity = ArgumentArity.ZeroOrOne,
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(run);
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(run)));
    }

    private static async Task<int> RunAsync(string? run)
    {
        var unfinished = run is null ? Unfinished.In(Checkout.Out) : [Runs.Find(run)];
        var left = new List<string>();
        foreach (var folder in unfinished)
        {
            using var turn = RunLock.Take(folder);
            Console.WriteLine($"{Path.GetFileName(folder)}:");
            left.AddRange(
                await new Recovery(
                    RunFolder.JournalOf(folder),
                    Console.Out,
                    RunFolder.InterrupterOf(folder)
                ).RunAsync(alsoKept: run is not null)
            );
        }
        if (unfinished.Count == 0)
            Console.WriteLine("Nothing to undo: no run left anything changed.");
        foreach (var one in left)
            await Console.Error.WriteLineAsync($"verify: not undone: {one}");
        return left.Count == 0 ? 0 : LeftChangedExit;
    }
}
