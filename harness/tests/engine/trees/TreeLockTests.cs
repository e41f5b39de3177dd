using System.Diagnostics;
using Verify.Engine.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Trees;

/// <summary>One run at a time on a tree, and none that is dead.</summary>
[Parallelizable]
public sealed class TreeLockTests
{
    [Test]
    public void A_second_run_is_refused_with_the_name_of_the_first_and_nothing_is_left_in_the_tree()
    {
        using var tree = new TempFolder();
        using (TreeLock.Take(tree.Path))
            Assert.That(
                () => TreeLock.Take(tree.Path),
                Throws
                    .TypeOf<CannotRun>()
                    .With.Message.Contains(tree.Path)
                    .And.Message.Contains($"process {Environment.ProcessId} (")
            );
        Assert.That(() => TreeLock.Take(tree.Path).Dispose(), Throws.Nothing);
        Assert.That(Directory.EnumerateFileSystemEntries(tree.Path), Is.Empty);
    }

    [Test]
    public void A_program_that_was_started_meanwhile_does_not_keep_it()
    {
        using var tree = new TempFolder();
        Process child;
        using (TreeLock.Take(tree.Path))
            child = Process.Start("sleep", ["60"])!;
        using (child)
            try
            {
                Assert.That(() => TreeLock.Take(tree.Path).Dispose(), Throws.Nothing);
            }
            finally
            {
                child.Kill();
                child.WaitForExit();
            }
    }

    [Test]
    public async Task It_ends_with_the_process_however_that_ends()
    {
        using var tree = new TempFolder();
        using var holder = Process.Start(
            new ProcessStartInfo("flock", [tree.Path, "sh", "-c", "echo held; exec sleep 60"])
            {
                RedirectStandardOutput = true,
            }
        )!;
        await holder.StandardOutput.ReadLineAsync();
        Assert.That(() => TreeLock.Take(tree.Path), Throws.TypeOf<CannotRun>());
        holder.Kill(entireProcessTree: true);
        await holder.WaitForExitAsync();
        // flock's child, which has inherited it, ends a moment later.
        Assert.That(
            () => TreeLock.Take(tree.Path).Dispose(),
            Throws.Nothing.After(5000, 20),
            "five seconds are more than a kill takes"
        );
    }
}
