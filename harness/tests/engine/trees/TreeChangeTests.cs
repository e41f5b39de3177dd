using Verify.Engine.Interruptions;
using Verify.Engine.Journals;
using Verify.Engine.Recoveries;
using Verify.Engine.Tree;

namespace Verify.Tests.Engine.Trees;

/// <summary>A run that changes a tree, cut off at every act in every way that throws, and undone by whoever comes after.</summary>
[Parallelizable]
public sealed class TreeChangeTests
{
    // The tree's own, two files, a folder and the file in it.
    private const int Acts = 5;

    public abstract class Rollout : SelfScenario
    {
        private string tree = "";
        private string copies = "";

        public override void Configure(RunRequest request)
        {
            base.Configure(request);
            (tree, copies) = (request.Tree!, Path.Combine(request.Folder, "copies"));
        }

        [Phase("1", "Roll out")]
        public void RollOut(Phase phase) =>
            phase.Change(
                "1.1",
                new(
                    "three files",
                    "cp",
                    "cp back",
                    async step =>
                    {
                        await TreeChange.BeginAsync(step, tree);
                        await Replace(step, "main.conf");
                        await Replace(step, "conf.d/a.conf");
                        await Replace(step, "made/new.conf");
                        Did(File.ReadAllText(Path.Combine(tree, "main.conf")).Trim());
                        Did(string.Join(' ', Unfinished.For(tree, tree)?.Split(' ')[^3..] ?? []));
                    }
                )
            );

        [Phase("2", "Look")]
        public void Look(Phase phase) => phase.Step("2.1", "it fails", Misses);

        private Task Replace(Step step, string name) =>
            TreeChange.ReplaceAsync(
                step,
                Path.Combine(tree, name),
                ChangedTree.Bytes("changed\n"),
                copies
            );
    }

    [Test]
    public void What_a_run_changed_is_as_it_was_when_the_run_is_over()
    {
        using var tree = new ChangedTree();
        var run = Run(tree, null);
        Assert.That(run.Acts, Is.EqualTo(new[] { "changed", $"./run.ps1 rollback {tree.Tree}" }));
        Assert.That(run.Finished.ExitCode, Is.EqualTo(1));
        tree.MustBeAsBefore();
    }

    [Test]
    public async Task Whichever_act_or_undo_throws_it_comes_back_and_once_more_changes_nothing(
        [Values(
            CutPoint.BeforeAct,
            CutPoint.Intended,
            CutPoint.Acted,
            CutPoint.UndoBegun,
            CutPoint.UndoActed
        )]
            CutPoint at
    )
    {
        for (var act = 1; act <= Acts; act++)
        {
            using var tree = new ChangedTree();
            var run = Run(tree, new("1.1", InterruptionWay.Throw, at, act));
            if (at < CutPoint.UndoBegun)
                Assert.That(run.Finished.ExitCode, Is.EqualTo(3), $"act {act}");
            else
                Assert.That(run.Finished.ExitCode, Is.EqualTo(5), $"act {act}");
            // Its folder is gone with the run: what is left of it is the copy in the tree.
            if (File.Exists(tree.JournalCopy))
            {
                var journal = Journal.OfTree(tree.Tree, tree.Run);
                for (var again = 0; again < 2; again++)
                    Assert.That(
                        await new Recovery(journal, TextWriter.Null).RunAsync(),
                        Is.Empty,
                        $"act {act}"
                    );
                Directory.Delete(journal.Folder, recursive: true);
            }
            tree.MustBeAsBefore($"act {act}");
        }
    }

    [Test]
    public void A_link_that_leads_out_of_the_tree_is_refused_and_one_that_stays_in_it_is_followed()
    {
        using var tree = new ChangedTree();
        var outside = Path.Combine(tree.Run, "theirs.conf");
        File.WriteAllText(outside, "theirs\n");
        File.Delete(tree.Main);
        File.CreateSymbolicLink(tree.Main, outside);
        var before = TreeFingerprint.Of(tree.Tree);
        var run = Run(tree, null);
        Assert.That(run.Finished.ExitCode, Is.EqualTo(3));
        Assert.That(run.Finished.Reason, Does.Contain($"leads out of {tree.Tree}"));
        Assert.That(File.ReadAllText(outside), Is.EqualTo("theirs\n"));
        Assert.That(before.Differences(TreeFingerprint.Of(tree.Tree)), Is.Empty);

        File.Delete(tree.Main);
        File.CreateSymbolicLink(tree.Main, "conf.d/a.conf");
        before = TreeFingerprint.Of(tree.Tree);
        Assert.That(Run(tree, null).Acts[0], Is.EqualTo("changed"));
        Assert.That(before.Differences(TreeFingerprint.Of(tree.Tree)), Is.Empty);
    }

    [Test]
    public void A_tree_that_an_interrupted_run_has_changed_is_not_changed_again()
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        var before = TreeFingerprint.Of(tree.Tree);
        var run = Run(tree, null);
        Assert.That(run.Finished.ExitCode, Is.EqualTo(3));
        Assert.That(run.Finished.Reason, Does.Contain($"./run.ps1 rollback {tree.Tree}"));
        Assert.That(before.Differences(TreeFingerprint.Of(tree.Tree)), Is.Empty);
    }

    [Test]
    public void A_run_is_in_the_way_also_where_its_copy_is_gone_and_not_of_another_tree()
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        File.Delete(tree.JournalCopy);
        var parent = Path.GetDirectoryName(tree.Run)!;
        Assert.That(Unfinished.For(tree.Tree, parent), Does.Contain($"rollback {tree.Run}"));
        Assert.That(Unfinished.For(tree.Copies, parent), Is.Null);
    }

    [Test]
    public async Task What_was_decided_to_stay_stays_and_can_still_be_taken_back()
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        RunFolder.JournalOf(tree.Run).Note(0, JournalState.Keeping);
        Assert.That(
            await new Recovery(RunFolder.JournalOf(tree.Run), TextWriter.Null).RunAsync(),
            Is.Empty
        );
        Assert.That(
            tree.Before.Differences(TreeFingerprint.Of(tree.Tree)).Select(one => one.Split(' ')[0]),
            Is.EqualTo(new[] { ".:", "conf.d:", "conf.d/a.conf:", "main.conf:" }).AsCollection
        );
        Assert.That(Unfinished.For(tree.Tree, Path.GetDirectoryName(tree.Run)), Is.Null);
        await new Recovery(RunFolder.JournalOf(tree.Run), TextWriter.Null).RunAsync(alsoKept: true);
        tree.MustBeAsBefore();
    }

    // The one whose change stayed would settle the other's too, and what it takes to put it back would be gone.
    [Test]
    public void What_a_later_run_left_in_the_tree_is_no_part_of_an_earlier_ones_journal(
        [Values] bool isGone
    )
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        var earlier = new Journal($"{tree.Run}-earlier", tree.Tree);
        Directory.CreateDirectory(earlier.Folder);
        earlier.Note(0, JournalState.Keeping);
        if (isGone)
            File.Delete(Path.Combine(earlier.Folder, Journal.FileName));
        var copy = File.ReadAllBytes(tree.JournalCopy);
        foreach (var journal in new[] { earlier, new Journal(earlier.Folder, tree.Tree) })
        {
            Assert.That(journal.Read().Entries, Is.Empty);
            Assert.That(journal.IsFollowed);
        }
        earlier.Note(0, JournalState.Undoing);
        Assert.That(File.ReadAllBytes(tree.JournalCopy), Is.EqualTo(copy));
        Assert.That(RunFolder.JournalOf(tree.Run).Read().Open, Has.Count.EqualTo(3));
        Assert.That(RunFolder.JournalOf(tree.Run).IsFollowed, Is.False);
    }

    [Test]
    public async Task A_change_that_stays_in_a_folder_below_leaves_the_trees_own_time_alone()
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie(tree.Included);
        var journal = RunFolder.JournalOf(tree.Run);
        journal.Note(0, JournalState.Keeping);
        Assert.That(await new Recovery(journal, TextWriter.Null).RunAsync(), Is.Empty);
        Assert.That(
            tree.Before.Differences(TreeFingerprint.Of(tree.Tree)).Select(one => one.Split(' ')[0]),
            Is.EqualTo(new[] { "conf.d:", "conf.d/a.conf:" }).AsCollection,
            "the journal's copy was in the tree, and is no part of the change"
        );
    }

    [Test]
    public async Task A_copy_of_the_journal_that_was_being_made_is_taken_away_too()
    {
        using var tree = new ChangedTree();
        var journal = new Journal(tree.Run, tree.Tree);
        journal.Intend(TreeAsItWas.Of(tree.Tree));
        File.WriteAllText($"{tree.JournalCopy}.new", "{\"n");
        Assert.That(await new Recovery(journal, TextWriter.Null).RunAsync(), Is.Empty);
        tree.MustBeAsBefore();
    }

    [Test]
    public async Task While_a_file_could_not_be_put_back_the_tree_says_so_and_the_rest_is_done()
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        File.Delete(tree.Main);
        Directory.CreateDirectory(tree.Main);
        var left = await new Recovery(RunFolder.JournalOf(tree.Run), TextWriter.Null).RunAsync();
        Assert.That(left, Has.Some.Contains("no longer a regular file"));
        Assert.That(left, Has.Some.Contains("it waits for"));
        Assert.That(File.ReadAllText(tree.Included), Is.EqualTo("server {}\n"));
        Assert.That(File.Exists(tree.JournalCopy), "the tree is still marked");

        Directory.Delete(tree.Main);
        Assert.That(
            await new Recovery(RunFolder.JournalOf(tree.Run), TextWriter.Null).RunAsync(),
            Is.Empty
        );
        tree.MustBeAsBefore();
    }

    private static SelfRun Run(ChangedTree tree, Interruption? interruption) =>
        SelfRun.Of<Rollout>(asked: request =>
            request with
            {
                NoLab = true,
                Tree = tree.Tree,
                Interruption = interruption,
            }
        );
}
