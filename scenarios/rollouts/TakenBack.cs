using NUnit.Framework;
using Verify.Engine.Linux;
using Verify.Engine.Tree;

namespace Verify.Scenarios.Rollouts;

/// <summary>Phase 6 of a rollout: the tree is as it was, or as it was to become.</summary>
internal sealed class TakenBack(Rollout rollout, ComesIntoForce force, LiveBehaviour behaviour)
{
    private TreeFingerprint? before;
    private bool stays;

    public Task RememberAsync(Step step)
    {
        before = TreeFingerprint.Of(rollout.Tree);
        step.Keep("tree-before.json", before.ToJson(), "application/json");
        return Task.CompletedTask;
    }

    public Task SettledAsync(Step step, bool kept)
    {
        stays = kept;
        if (before is null)
        {
            step.Saw("nothing was changed: the run did not get that far");
            return Task.CompletedTask;
        }
        var differences = before.Differences(TreeFingerprint.Of(rollout.Tree));
        if (!kept)
            step.Expect(
                "differences from the original tree",
                differences,
                Is.Empty,
                "bytes, modes, owners and times, compared on disk",
                "rollback"
            );
        else
            Stays(step, differences);
        return Task.CompletedTask;
    }

    public Task RunsAsync(Step step) => stays ? Stays(step) : force.OldRunsAgainAsync(step);

    public Task BehavesAsync(Step step) => stays ? Stays(step) : behaviour.IsBackAsync(step);

    /// <summary>A check of what was there before, for where that is there again.</summary>
    public Func<Step, Task> UnlessItStays(Func<Step, Task> check) =>
        step => stays ? Stays(step) : check(step);

    private void Stays(Step step, IReadOnlyList<string> differences)
    {
        step.Saw("the candidate stays; ./run.ps1 rollback RUN can still revert it");
        foreach (var difference in differences)
            step.Saw($"changed: {difference}");
        var meant = rollout.Edits.SelectMany(edit => WithFolders(edit.Path)).ToHashSet();
        step.Expect(
            "unintended changes in the tree",
            differences.Where(difference => !meant.Contains(difference.Split(": ")[0])),
            Is.Empty
        );
    }

    // The folders of a file that becomes another have a new time, or are new themselves.
    private IEnumerable<string> WithFolders(string path)
    {
        for (
            var at = RealPath.Of(path);
            at.Length > rollout.Tree.Length;
            at = Path.GetDirectoryName(at)!
        )
            yield return Path.GetRelativePath(rollout.Tree, at);
        yield return ".";
    }

    private static Task Stays(Step step)
    {
        step.Saw("the candidate stays: phases 5 and 5B have shown it");
        return Task.CompletedTask;
    }
}
