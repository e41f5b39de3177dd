using Verify.Engine.Journals;
using Verify.Engine.Trust;
using Verify.Reports.Tree;

namespace Verify.Scenarios.Cli.Rollback;

/// <summary>Shows what the journals of runs that nobody has named would do, and asks before it is done.</summary>
internal static class Confirmation
{
    /// <exception cref="CannotRun">The answer was not yes, or there is nobody to answer.</exception>
    public static async Task AskAsync(IReadOnlyList<Journal> journals)
    {
        foreach (var journal in journals)
        {
            Console.WriteLine($"{Printable.Line(journal.Folder)} would be undone:");
            var confines = UnfinishedRuns.Confines(journal);
            foreach (var entry in journal.Read().Open)
                Console.WriteLine($"  {Printable.Line(Said(entry.Undo, confines))}");
        }
        if (Console.IsInputRedirected)
            throw new CannotRun(
                "Nothing has been undone: these runs were not named. Name one (./run.ps1 rollback RUN), or confirm all of them with --yes."
            );
        Console.Write("Undo all of this? [y/N] ");
        var answer = await Console.In.ReadLineAsync() ?? "";
        if (answer.Trim().ToUpperInvariant() is not ("Y" or "YES"))
            throw new CannotRun("Nothing has been undone.");
    }

    private static string Said(RecoveryAct undo, Confines confines)
    {
        try
        {
            return $"{undo.Within(confines)}";
        }
        catch (CannotRun refused)
        {
            return $"not: {undo}: {refused.Message}";
        }
    }
}
