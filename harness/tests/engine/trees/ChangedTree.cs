using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Tree;

namespace Verify.Tests.Engine.Trees;

/// <summary>A tree of two files and what a run keeps of them, as a run would find and change it.</summary>
internal sealed class ChangedTree : IDisposable
{
    // Nothing is written to a disk there: an fsync costs nothing, and a test can do thousands.
    private const string InMemory = "/dev/shm";

    private static readonly UnixFileMode Private =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly string root = Path.Combine(
        Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(),
        $"verify-tree-{Guid.NewGuid():N}"
    );

    public ChangedTree()
    {
        Directory.CreateDirectory(Path.Combine(Tree, "conf.d"));
        Directory.CreateDirectory(Run);
        File.WriteAllText(Main, "worker_processes 1;\n");
        File.WriteAllText(Included, "server {}\n");
        File.SetUnixFileMode(Included, Private);
        if (Environment.IsPrivilegedProcess)
            Libc.Check(Libc.LChown(Included, 33, 34), "giving it away");
        // Long ago, and not a whole number of what .NET counts in.
        foreach (
            var (path, number) in new[] { Main, Included, $"{Tree}/conf.d", Tree }.Select(
                (p, i) => (p, i)
            )
        )
            FileFacts.SetModified(path, 1_700_000_000_123_456_701 + number);
        Before = TreeFingerprint.Of(Tree);
    }

    public string Tree => Path.Combine(root, "tree");
    public string Run => Path.Combine(root, "run");
    public string Copies => Path.Combine(Run, "copies");
    public string OwnJournal => Path.Combine(Run, Journal.FileName);
    public string JournalCopy => Path.Combine(Tree, Journal.CopyName);
    public string Main => Path.Combine(Tree, "main.conf");
    public string Included => Path.Combine(Tree, "conf.d", "a.conf");
    public string New => Path.Combine(Tree, "conf.d", "new.conf");

    /// <summary>What it was.</summary>
    public TreeFingerprint Before { get; }

    public static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public Replacement Prepare(string path, string text = "changed\n") =>
        TreeFile.Prepare(path, Bytes(text), Copies);

    /// <summary>Changes the files, as a run does, and is killed when it has.</summary>
    /// <param name="only">The one that is changed; all if null.</param>
    public void ChangeAndDie(string? only = null)
    {
        File.WriteAllText(
            Path.Combine(Run, RunFolder.RequestName),
            System.Text.Json.JsonSerializer.Serialize(
                new RunRequest("r", "s", Run) { Tree = Tree },
                DiskJson.Options
            )
        );
        var journal = new Journal(Run, Tree);
        Act(journal, TreeAsItWas.Of(Tree), journal.StartCopy);
        foreach (var path in only is null ? new[] { Main, Included } : [only])
        {
            var change = Prepare(path);
            Act(journal, change.Undo, change.Do);
        }
    }

    public void MustBeAsBefore(string? when = null) =>
        Assert.That(Before.Differences(TreeFingerprint.Of(Tree)), Is.Empty, when);

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static void Act(Journal journal, RecoveryAct undo, Action act)
    {
        var id = journal.Intend(undo);
        act();
        journal.Note(id, JournalState.Done);
    }
}
