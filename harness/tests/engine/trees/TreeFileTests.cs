using Verify.Engine.Linux;
using Verify.Engine.Tree;

namespace Verify.Tests.Engine.Trees;

/// <summary>A file of the user's that is changed can be put back exactly, wherever the change or its undo was cut off.</summary>
[Parallelizable]
public sealed class TreeFileTests
{
    private ChangedTree tree = null!;
    private TreeAsItWas last = null!;

    [SetUp]
    public void Make()
    {
        tree = new();
        last = TreeAsItWas.Of(tree.Tree);
    }

    [TearDown]
    public void Remove() => tree.Dispose();

    [TestCase("Main")]
    [TestCase("Included")]
    [TestCase("New")]
    public async Task Whatever_of_the_change_and_of_its_undo_was_done_an_undo_restores_all(
        string file
    )
    {
        var inode = FileFacts.Of(PathOf(file))?.Identity;
        var parts = tree.Prepare(PathOf(file)).Parts.Count;
        var undoParts = tree.Prepare(PathOf(file)).Undo.Parts.Count;
        for (var done = 0; done <= parts; done++)
        for (var undone = 0; undone <= undoParts; undone++)
        {
            var change = tree.Prepare(PathOf(file));
            foreach (var part in change.Parts.Take(done))
                part();
            foreach (var part in change.Undo.Parts.Take(undone))
                part();
            await change.Undo.DoAsync(default);
            await last.DoAsync(default);
            tree.MustBeAsBefore($"{done} of {parts}, {undone} of {undoParts} of the undo");
            Assert.That(
                FileFacts.Of(PathOf(file))?.Identity,
                Is.EqualTo(inode),
                "the very same file"
            );

            await change.Undo.DoAsync(default);
            await last.DoAsync(default);
            tree.MustBeAsBefore("undone again");
            if (Directory.Exists(tree.Copies))
                Directory.Delete(tree.Copies, recursive: true);
        }
    }

    [TestCase("Main")]
    [TestCase("Included")]
    public async Task Where_the_file_itself_is_gone_its_copy_restores_bytes_mode_owner_and_time(
        string file
    )
    {
        var undoParts = tree.Prepare(PathOf(file)).Undo.Parts.Count;
        for (var undone = 0; undone <= undoParts; undone++)
        {
            var change = tree.Prepare(PathOf(file));
            change.Do();
            await change.Undo.SettleAsync(default);
            Assert.That(File.ReadAllText(PathOf(file)), Is.EqualTo("changed\n"));
            Assert.That(TreeFile.LeftIn(tree.Tree), Is.Empty);
            foreach (var part in change.Undo.Parts.Take(undone))
                part();
            await change.Undo.DoAsync(default);
            await last.DoAsync(default);
            tree.MustBeAsBefore($"{undone} of {undoParts} of the undo");
            Directory.Delete(tree.Copies, recursive: true);
        }
    }

    [Test]
    public void At_each_moment_a_whole_file_is_at_the_path_and_at_the_end_it_is_the_new_one()
    {
        var mode = FileFacts.Of(tree.Included)!.Mode;
        var change = tree.Prepare(tree.Included);
        foreach (var part in change.Parts)
        {
            part();
            Assert.That(
                File.ReadAllText(tree.Included),
                Is.EqualTo("server {}\n").Or.EqualTo("changed\n")
            );
        }
        Assert.That(File.ReadAllText(tree.Included), Is.EqualTo("changed\n"));
        var now = FileFacts.Of(tree.Included)!;
        Assert.That(now.Mode, Is.EqualTo(mode));
        if (Environment.IsPrivilegedProcess)
            Assert.That((now.User, now.Group), Is.EqualTo((33, 34)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task What_somebody_else_wrote_meanwhile_is_kept_and_named(bool stays)
    {
        var undoParts = tree.Prepare(tree.Main).Undo.Parts.Count;
        for (var undone = 0; undone <= undoParts; undone++)
        {
            var change = tree.Prepare(tree.Main);
            change.Do();
            if (stays)
                await change.Undo.SettleAsync(default);
            File.WriteAllText(tree.Main, "theirs\n");
            foreach (var part in change.Undo.Parts.Take(undone))
                part();
            await change.Undo.DoAsync(default);
            await last.DoAsync(default);
            tree.MustBeAsBefore();
            var said = change.Undo.SetAside;
            Assert.That(said, Has.One.Items.And.One.Contains(tree.Main));
            Assert.That(
                File.ReadAllText(said[0][(said[0].LastIndexOf(' ') + 1)..]),
                Is.EqualTo("theirs\n")
            );
            Directory.Delete(tree.Copies, recursive: true);
        }
    }

    [Test]
    public async Task A_change_that_was_intended_and_never_begun_takes_nothing_of_a_later_edit_back()
    {
        var change = tree.Prepare(tree.Main);
        File.WriteAllText(tree.Main, "theirs\n");
        await change.Undo.DoAsync(default);
        Assert.That(File.ReadAllText(tree.Main), Is.EqualTo("theirs\n"));
    }

    [Test]
    public async Task A_file_that_somebody_edits_in_the_last_moment_is_left_as_they_want_it()
    {
        var change = tree.Prepare(tree.Main);
        File.WriteAllText(tree.Main, "theirs\n");
        Assert.That(change.Do, Throws.TypeOf<CannotRun>().With.Message.Contains("somebody else"));
        await change.Undo.DoAsync(default);
        Assert.That(File.ReadAllText(tree.Main), Is.EqualTo("theirs\n"));
        Assert.That(TreeFile.LeftIn(tree.Tree), Is.Empty);
    }

    [Test]
    public async Task A_file_replaced_twice_comes_back_step_by_step_and_never_out_of_order()
    {
        var first = tree.Prepare(tree.Main, "first\n");
        first.Do();
        var second = tree.Prepare(tree.Main, "second\n");
        second.Do();
        Assert.That(first.Undo.WaitsFor(second.Undo), Is.True);
        await second.Undo.DoAsync(default);
        Assert.That(File.ReadAllText(tree.Main), Is.EqualTo("first\n"));
        await first.Undo.DoAsync(default);
        await last.DoAsync(default);
        tree.MustBeAsBefore();
    }

    [Test]
    public async Task Other_names_of_the_file_and_what_it_carries_beside_its_content_survive_the_undo()
    {
        Libc.Check(Libc.Link(tree.Main, $"{tree.Tree}/other.conf"), "linking");
        var carries = Libc.LSetXAttr(tree.Main, "user.verify", "x"u8, 1, 0) == 0;
        var before = TreeFingerprint.Of(tree.Tree);
        last = TreeAsItWas.Of(tree.Tree);
        var change = tree.Prepare(tree.Main);
        change.Do();
        var value = new byte[1];
        if (carries)
            Assert.That((int)Libc.LGetXAttr(tree.Main, "user.verify", value, 1), Is.EqualTo(1));
        await change.Undo.DoAsync(default);
        await last.DoAsync(default);
        Assert.That(before.Differences(TreeFingerprint.Of(tree.Tree)), Is.Empty);
        File.AppendAllText(tree.Main, "more");
        Assert.That(File.ReadAllText($"{tree.Tree}/other.conf"), Does.EndWith("more"));
        if (carries)
            Assert.That((int)Libc.LGetXAttr(tree.Main, "user.verify", value, 1), Is.EqualTo(1));
    }

    [Test]
    public void What_is_no_plain_file_or_left_over_is_refused()
    {
        Assert.That(
            () => tree.Prepare(Path.Combine(tree.Tree, "conf.d")),
            Throws.TypeOf<CannotRun>().With.Message.Contains("is not a regular file")
        );
        File.WriteAllText($"{tree.Tree}/.main.conf.verify-next", "");
        Assert.That(
            () => tree.Prepare(tree.Main),
            Throws.TypeOf<CannotRun>().With.Message.Contains("./run.ps1 rollback")
        );
    }

    private string PathOf(string file) =>
        file switch
        {
            "Main" => tree.Main,
            "Included" => tree.Included,
            _ => tree.New,
        };
}
