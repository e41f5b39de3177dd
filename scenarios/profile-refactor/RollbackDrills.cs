using NUnit.Framework;
using Verify.Fixtures.Nix;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>The plan's rollback, carried out on branches of the working copy: as it is written, and last first.</summary>
internal sealed class RollbackDrills(Refactoring refactoring)
{
    // What lib.nix no longer has is still in use until its users have been put back too.
    private static readonly Dictionary<string, int[]> BreaksAfter = new()
    {
        ["1"] = [1506, 1507],
        ["2"] = [1514, 1515, 1516],
    };

    /// <param name="phase">Of the plan.</param>
    public async Task AsWrittenAsync(Step step, string phase)
    {
        var (from, to, acts) =
            phase == "1"
                ? ("1.3", Refactoring.Start, RollbackAct.Phase1)
                : ("2.4", "1.3", RollbackAct.Phase2);
        var broken = new List<int>();
        await OnBranchAsync(
            step,
            $"rollback-{phase}-as-written",
            from,
            async () =>
            {
                foreach (var act in acts)
                {
                    step.Progress(act.Title);
                    await DoAsync(act, step.Ct);
                    if (await WrongAsync(step.Ct) is not { } wrong)
                        continue;
                    broken.Add(act.Line);
                    step.Find(
                        $"line {act.Line} of the plan, after \"{act.Title}\": the flake does not evaluate ({wrong})",
                        "whoever stops there, or tests after each step, has no flake that works",
                        "last first, and a caller together with what it calls: see the next step",
                        kind: FindingKind.Plan,
                        effect: Effect.Error
                    );
                }
                await SameAsync(step, to, "after all of it: ");
            }
        );
        step.Expect(
            "steps of the plan's rollback that leave a flake which does not evaluate",
            broken,
            Is.EqualTo(BreaksAfter[phase])
        );
    }

    public async Task LastFirstAsync(Step step, string phase)
    {
        var (from, to, acts) =
            phase == "1"
                ? ("1.3", Refactoring.Start, RollbackAct.Phase1LastFirst)
                : ("2.4", "1.3", RollbackAct.Phase2LastFirst);
        await OnBranchAsync(
            step,
            $"rollback-{phase}",
            from,
            async () =>
            {
                foreach (var act in acts)
                {
                    step.Progress(act.Title);
                    await DoAsync(act, step.Ct);
                    await StepTests.SameAsync(refactoring, step, $"line {act.Line}, {act.Title}: ");
                }
                await SameAsync(step, to, "after all of it: ");
            }
        );
    }

    /// <summary>Each step's commit reverted by git, last first: what was there before it is there again.</summary>
    public Task RevertEachAsync(Step step) =>
        OnBranchAsync(
            step,
            "revert-each",
            PlannedStep.All[^1],
            async () =>
            {
                foreach (var (at, id) in PlannedStep.All.Index().Reverse())
                {
                    await refactoring.Copy.DoAsync(
                        ["revert", "--no-edit", refactoring.After(id)],
                        step.Ct
                    );
                    var before = at == 0 ? Refactoring.Start : PlannedStep.All[at - 1];
                    await SameAsync(step, before, $"{id} reverted: ");
                }
            }
        );

    // What evaluates, and every byte of the files, is what it was after that step.
    private async Task SameAsync(Step step, string to, string when)
    {
        await StepTests.SameAsync(refactoring, step, when);
        step.Expect(
            $"{when}files that are not as they were",
            (
                await refactoring.Copy.DoAsync(
                    ["diff", "--name-only", refactoring.After(to)],
                    step.Ct
                )
            ).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.Empty,
            proves: RefactoringPromises.WayBack
        );
    }

    private async Task DoAsync(RollbackAct act, CancellationToken ct)
    {
        var earlier = refactoring.After(act.From);
        foreach (var path in act.Paths)
        {
            // A folder or a file that the step did not have goes; the others become what they were.
            await refactoring.Copy.DoAsync(
                ["rm", "-r", "--quiet", "--force", "--ignore-unmatch", path],
                ct
            );
            if ((await refactoring.Copy.DoAsync(["ls-tree", earlier, path], ct)).Length > 0)
                await refactoring.Copy.DoAsync(["checkout", earlier, "--", path], ct);
        }
        await refactoring.Copy.CommitAsync($"Roll back: {act.Title}", ct);
    }

    // Null where the flake evaluates to what it did.
    private async Task<string?> WrongAsync(CancellationToken ct)
    {
        try
        {
            var changes = (await refactoring.ResultsAsync(ct)).Since(refactoring.Baseline);
            return changes.Count == 0 ? null : $"{changes[0]}";
        }
        catch (CannotRun wrong)
        {
            return NixError.FirstLine(wrong.Message);
        }
    }

    private async Task OnBranchAsync(Step step, string branch, string from, Func<Task> drill)
    {
        var copy = refactoring.Copy;
        await copy.DoAsync(["checkout", "--quiet", "-b", branch, refactoring.After(from)], step.Ct);
        try
        {
            await drill();
        }
        finally
        {
            // Whatever came of the drill: the working copy is as the last step left it.
            await copy.DoAsync(["checkout", "--quiet", "--force", Refactoring.Branch], default);
        }
    }
}
