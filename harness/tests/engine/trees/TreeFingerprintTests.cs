using System.Text.Json;
using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Trees;

/// <summary>Two looks at a tree differ in what was done between them, and in nothing else.</summary>
[Parallelizable]
public sealed class TreeFingerprintTests
{
    private ChangedTree tree = null!;

    [SetUp]
    public void Make() => tree = new();

    [TearDown]
    public void Remove() => tree.Dispose();

    [Test]
    public void Each_difference_names_the_entry_and_what_it_was()
    {
        File.SetUnixFileMode(tree.Included, (UnixFileMode)Convert.ToInt32("604", 8));
        File.WriteAllText(tree.Main, "other");
        FileFacts.SetModified(tree.Main, 1_700_000_000_123_456_701);
        File.WriteAllText(tree.New, "");
        FileFacts.SetModified(Path.GetDirectoryName(tree.New)!, 1_700_000_000_123_456_703);
        Assert.That(
            Differences(),
            Is.EqualTo(
                new[]
                {
                    "conf.d/a.conf: mode was 640, is 604",
                    "conf.d/new.conf: was not there, is a file",
                    $"main.conf: bytes were 20 of sha256 {Short("worker_processes 1;\n")}, are 5 of sha256 {Short("other")}",
                }
            )
        );
    }

    [Test]
    public void A_nanosecond_an_owner_another_name_and_a_target_are_seen()
    {
        FileFacts.SetModified(tree.Main, 1_700_000_000_123_456_702);
        Assert.That(
            Differences(),
            Is.EqualTo(
                new[]
                {
                    "main.conf: mtime was 2023-11-14 22:13:20.123456701, is 2023-11-14 22:13:20.123456702",
                }
            )
        );
        if (!Environment.IsPrivilegedProcess)
            return;
        Libc.Check(Libc.LChown(tree.Included, 35, 34), "giving it away");
        Assert.That(Differences(), Has.One.EqualTo("conf.d/a.conf: owner was 33:34, is 35:34"));
    }

    [Test]
    public void Links_are_not_followed_and_a_file_became_a_link_is_told()
    {
        File.CreateSymbolicLink($"{tree.Tree}/loop", tree.Tree);
        File.Delete(tree.Main);
        File.CreateSymbolicLink(tree.Main, "conf.d/a.conf");
        Assert.That(Differences(), Has.One.EqualTo("loop: was not there, is a link"));
        Assert.That(
            Differences(),
            Has.One.Contains("main.conf: type was file, is link").And.Contains("target was none")
        );
    }

    [Test]
    public void What_can_not_be_read_is_said_and_ends_nothing()
    {
        // The tests' own folder may be closed to others.
        File.SetUnixFileMode(tree.Tree, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(tree.Main, 0);
        TreeFingerprint? seen = null;
        OrdinaryUser.Do(() => seen = TreeFingerprint.Of(tree.Tree));
        Assert.That(
            seen!.Entries.Single(entry => entry.Path == "main.conf").Unreadable,
            Does.Contain("denied")
        );
    }

    [Test]
    public void It_can_be_kept_and_compared_later()
    {
        var kept = JsonSerializer.Deserialize<TreeFingerprint>(
            tree.Before.ToJson(),
            DiskJson.Options
        )!;
        Assert.That(kept.Differences(tree.Before), Is.Empty);
        File.Delete(tree.Included);
        Assert.That(
            kept.Differences(TreeFingerprint.Of(tree.Tree)),
            Has.One.EqualTo("conf.d/a.conf: was a file, is not there")
        );
    }

    [Test]
    public void The_copy_of_a_journal_is_left_out_on_demand()
    {
        File.WriteAllText(Path.Combine(tree.Tree, Journal.CopyName), "");
        FileFacts.SetModified(tree.Tree, 1_700_000_000_123_456_704);
        Assert.That(Differences(), Has.One.Items);
        Assert.That(
            tree.Before.Differences(TreeFingerprint.Of(tree.Tree, withoutJournalCopy: true)),
            Is.Empty
        );
    }

    private static string Short(string text) => FileState.Sum(ChangedTree.Bytes(text))[..12];

    private IReadOnlyList<string> Differences() =>
        tree.Before.Differences(TreeFingerprint.Of(tree.Tree));
}
