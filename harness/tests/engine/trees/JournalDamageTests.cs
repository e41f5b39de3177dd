using Verify.Engine.Journals;
using Verify.Engine.Recoveries;
using Verify.Engine.Tree;
using Verify.Engine.Undo;

namespace Verify.Tests.Engine.Trees;

/// <summary>A damaged journal: what any intact line tells is undone, and what none tells is named.</summary>
[Parallelizable]
public sealed class JournalDamageTests
{
    // Whole recoveries take milliseconds each: a prime, so that over the lines all their parts are met.
    private const int Stride = 29;
    private const int Often = 7;

    private static readonly Dictionary<string, Func<byte[], int, byte[]>> Damages = new()
    {
        ["flip"] = (content, at) =>
            Changed(content, at, (byte)(content[Math.Min(at, content.Length - 1)] ^ 1)),
        ["flip case"] = (content, at) =>
            Changed(content, at, (byte)(content[Math.Min(at, content.Length - 1)] ^ 0x20)),
        ["zero"] = (content, at) => Changed(content, at, 0),
        ["new line"] = (content, at) => Changed(content, at, (byte)'\n'),
        ["cut"] = (content, at) => content[..Math.Min(at, content.Length)],
        ["hole"] = (content, at) =>
            [
                .. content[..Math.Min(at, content.Length)],
                .. content[Math.Min(at + 97, content.Length)..],
            ],
        ["zeros"] = (content, at) =>
            [
                .. content[..Math.Min(at, content.Length)],
                .. new byte[97],
                .. content[Math.Min(at + 97, content.Length)..],
            ],
    };

    [TestCase("flip", Often)]
    [TestCase("flip case", Stride)]
    [TestCase("zero", Stride)]
    [TestCase("new line", Stride)]
    [TestCase("cut", Often)]
    [TestCase("hole", Stride)]
    [TestCase("zeros", Stride)]
    public async Task Without_a_copy_the_tree_comes_back_or_the_loss_is_named(
        string damage,
        int stride
    )
    {
        for (var (at, length) = (0, 1); at < length; at += stride)
        {
            using var tree = new ChangedTree();
            tree.ChangeAndDie();
            var intact = await File.ReadAllBytesAsync(tree.OwnJournal);
            length = intact.Length;
            var damaged = Damages[damage](intact, at);
            // The end of a line in the place of one.
            if (damaged.SequenceEqual(intact))
                continue;
            await File.WriteAllBytesAsync(tree.OwnJournal, damaged);
            File.Delete(tree.JournalCopy);

            var said = new StringWriter();
            var left = await Recover(tree, said);
            var differences = tree.Before.Differences(TreeFingerprint.Of(tree.Tree));
            if (differences.Count > 0)
                Assert.That(left, Is.Not.Empty, $"at {at}: {string.Join(", ", differences)}");
            // A cut cannot be told from a line that was being written, or from nothing; the others can.
            if (!intact.AsSpan().StartsWith(damaged))
                Assert.That(
                    left.Append($"{said}").Any(one => one.Contains($"{tree.OwnJournal}:")),
                    $"at {at}: named by file and line"
                );
            if (left.Count > 0 && differences.Count > 0)
                await OnlyWhatIsNamedIsLeft(tree, left, differences, $"at {at}");
        }
    }

    [TestCase("flip", Often)]
    [TestCase("flip case", Stride)]
    [TestCase("zero", Stride)]
    [TestCase("new line", Stride)]
    [TestCase("cut", Often)]
    [TestCase("hole", Stride)]
    [TestCase("zeros", Stride)]
    public async Task With_an_intact_copy_or_an_intact_original_the_tree_always_comes_back(
        string damage,
        int stride
    )
    {
        for (var (at, length) = (0, 1); at < length; at += stride)
        {
            using var tree = new ChangedTree();
            tree.ChangeAndDie();
            var damaged = at % 2 == 0 ? tree.OwnJournal : tree.JournalCopy;
            var intact = await File.ReadAllBytesAsync(damaged);
            length = intact.Length;
            await File.WriteAllBytesAsync(damaged, Damages[damage](intact, at));
            Assert.That(await Recover(tree), Is.Empty, $"at {at}");
            tree.MustBeAsBefore($"at {at}");
            Assert.That(await Recover(tree), Is.Empty.Or.All.Contains(tree.OwnJournal));
        }
    }

    [Test]
    public void Every_byte_that_is_flipped_is_seen_and_only_what_is_intact_is_believed(
        [Values(1, 2, 4, 8, 16, 32, 64, 128)] int bit
    )
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        File.Delete(tree.JournalCopy);
        var intact = File.ReadAllBytes(tree.OwnJournal);
        var whole = JournalReading.Of([tree.OwnJournal]);
        for (var at = 0; at < intact.Length; at++)
        {
            File.WriteAllBytes(tree.OwnJournal, Changed(intact, at, (byte)(intact[at] ^ bit)));
            var found = JournalReading.Of([tree.OwnJournal]);
            Assert.That(found.Damages, Is.Not.Empty, $"at {at}");
            Assert.That(
                found.Entries.Select(entry => $"{entry.Undo}"),
                Is.SubsetOf(whole.Entries.Select(entry => $"{entry.Undo}")),
                $"at {at}"
            );
            if (found.Entries.Count < whole.Entries.Count)
                Assert.That(found.Lost, Is.Not.Empty, $"at {at}");
        }
    }

    [Test]
    public async Task Damaged_in_different_lines_the_two_tell_all_together()
    {
        var lines = 0;
        for (var first = 0; first == 0 || first < lines; first++)
        for (var second = 0; second == 0 || second < lines; second++)
        {
            using var tree = new ChangedTree();
            tree.ChangeAndDie();
            lines = Garble(tree.OwnJournal, first);
            Garble(tree.JournalCopy, second);
            var left = await Recover(tree);
            if (first != second)
                Assert.That(left, Is.Empty, $"{first} and {second}");
            else
                Assert.That(
                    left,
                    Has.One.Contains(
                        $"{tree.OwnJournal}:{first + 1} and {tree.JournalCopy}:{second + 1}"
                    )
                );
        }
        Assert.That(lines, Is.EqualTo(7), "a beginning, and intent and word of three acts");
    }

    [Test]
    public async Task A_line_that_was_being_written_is_named_and_harmless_also_after_others_have_followed()
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        await File.AppendAllTextAsync(
            tree.OwnJournal,
            "{\"sum\":\"0123456789abcdef0123456789abcdef\",\"line\":{\"number\":8"
        );
        File.Delete(tree.JournalCopy);
        // Two more processes, of which the first does nothing but write.
        new Journal(tree.Run).Note(1, JournalState.Undoing);
        new Journal(tree.Run).Note(1, JournalState.Undoing);
        var said = new StringWriter();
        Assert.That(await Recover(tree, said), Is.Empty);
        Assert.That($"{said}", Does.Contain($"{tree.OwnJournal}:8: cut off while it was written"));
        tree.MustBeAsBefore();
    }

    [Test]
    public void A_number_that_a_damaged_line_may_have_had_is_never_given_again()
    {
        using var tree = new ChangedTree();
        var journal = new Journal(tree.Run);
        journal.Intend(new RemoveFolder("/a"));
        journal.Intend(new RemoveFolder("/b"));
        Garble(tree.OwnJournal, 2);
        var third = new Journal(tree.Run).Intend(new RemoveFolder("/c"));
        var found = new Journal(tree.Run).Read();
        Assert.That(third, Is.EqualTo(3));
        Assert.That(
            found.Open.Select(entry => $"{entry.Undo}"),
            Is.EqualTo(new[] { "rmdir /c", "rmdir /a" })
        );
        Assert.That(found.Lost, Has.One.Contains($"{tree.OwnJournal}:3"));
    }

    [TestCase("", TestName = "An_empty_journal_is_a_damaged_one")]
    [TestCase("\n\n", TestName = "A_journal_of_empty_lines_is_a_damaged_one")]
    [TestCase("no journal", TestName = "A_journal_of_something_else_is_a_damaged_one")]
    public async Task A_journal_that_says_nothing_is_a_damaged_one(string content)
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        await File.WriteAllTextAsync(tree.OwnJournal, content);
        await File.WriteAllTextAsync(tree.JournalCopy, content);
        var left = await Recover(tree);
        Assert.That(left, Has.Some.Contains(tree.OwnJournal));
        Assert.That(
            left,
            Has.Some.Contains(".main.conf.verify-before"),
            "what it is about is found"
        );
        Assert.That(left, Has.Some.Contains(tree.JournalCopy));
    }

    [Test]
    public async Task A_run_whose_folder_is_gone_is_undone_by_the_copy_in_the_tree()
    {
        using var tree = new ChangedTree();
        tree.ChangeAndDie();
        Directory.Delete(tree.Run, recursive: true);
        Assert.That(Unfinished.For(tree.Tree, tree.Run), Does.Contain($"rollback {tree.Tree}"));
        var journal = Journal.OfTree(tree.Tree, tree.Copies);
        Assert.That(await new Recovery(journal, TextWriter.Null).RunAsync(), Is.Empty);
        tree.MustBeAsBefore();
        Assert.That(Unfinished.For(tree.Tree, tree.Run), Is.Null);
    }

    private static Task<IReadOnlyList<string>> Recover(ChangedTree tree, TextWriter? said = null) =>
        new Recovery(RunFolder.JournalOf(tree.Run), said ?? TextWriter.Null).RunAsync();

    // What no line tells of can be restored by hand: the file itself lies beside its place.
    private static async Task OnlyWhatIsNamedIsLeft(
        ChangedTree tree,
        IReadOnlyList<string> left,
        IReadOnlyList<string> differences,
        string when
    )
    {
        foreach (var file in new[] { tree.Main, tree.Included })
        {
            var name = Path.GetRelativePath(tree.Tree, file);
            if (!differences.Any(one => one.StartsWith($"{name}:", StringComparison.Ordinal)))
                continue;
            var stash = Path.Combine(
                Path.GetDirectoryName(file)!,
                $".{Path.GetFileName(file)}.verify-before"
            );
            Assert.That(left, Has.Some.Contains(stash), when);
            Assert.That(
                await File.ReadAllTextAsync(stash),
                Is.EqualTo("worker_processes 1;\n").Or.EqualTo("server {}\n")
            );
        }
    }

    private static int Garble(string file, int line)
    {
        var lines = File.ReadAllLines(file);
        lines[line] = "garbage";
        File.WriteAllText(file, string.Join('\n', lines) + "\n");
        return lines.Length;
    }

    private static byte[] Changed(byte[] content, int at, byte to)
    {
        var changed = content.ToArray();
        changed[Math.Min(at, content.Length - 1)] = to;
        return changed;
    }
}
