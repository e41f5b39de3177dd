using NUnit.Framework;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>"This allows easy rollback with git checkout main" (line 1535), taken at its word.</summary>
internal sealed class GitStrategy(Refactoring refactoring)
{
    public const string Command =
        "git checkout -b nix-refactor-phase1; (phase 1); git commit -m '...'; git checkout main";

    public async Task TryAsync(Step step)
    {
        var trial = await refactoring.TrialAsync(Refactoring.Start, step.Ct);
        try
        {
            await trial.DoAsync(["checkout", "--quiet", "-b", Refactoring.Main], step.Ct);
            await trial.DoAsync(["checkout", "--quiet", "-b", "nix-refactor-phase1"], step.Ct);
            foreach (var id in new[] { "1.1", "1.2", "1.3" })
                Files.CopyInto(PlanFiles.FilesOf(id), trial.Folder);
            var plan = PlanFiles.Plan();
            var commit = await refactoring.Nix.RunAsync(
                trial.Folder,
                plan.Command(new AsWritten(1525)),
                step.Ct
            );
            step.Expect("line 1525: git commit ends with", commit.ExitCode, Is.EqualTo(1));
            await trial.DoAsync(["checkout", "--quiet", Refactoring.Main], step.Ct);
            var left = Files
                .Names(trial.Folder)
                .Count(name =>
                    name.StartsWith("nix/test-origin/config/", StringComparison.Ordinal)
                );
            step.Expect("files of the refactoring on main, after line 1535", left, Is.EqualTo(4));
            step.Find(
                "line 1535 of the plan: after git checkout main the refactoring is still there, changed files and new ones, since line 1525 committed nothing",
                "what was to be rolled back is on main, and the next commit takes it along",
                "git add --all before each commit; git status must say nothing before git checkout main",
                kind: FindingKind.Plan,
                effect: Effect.WrongContent
            );
        }
        finally
        {
            Directory.Delete(trial.Folder, recursive: true);
        }
    }
}
