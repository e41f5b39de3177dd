using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Trust;

namespace Verify.Engine.Tree;

/// <summary>
/// The last undo in a tree: removes the journal's copy from it, and has its folders look as if they had not been touched.
/// </summary>
/// <param name="Folders">When each was last changed, in nanoseconds since 1970.</param>
[JournalWord("tree-as-it-was")]
public sealed record TreeAsItWas(string JournalCopy, IReadOnlyDictionary<string, long> Folders)
    : RecoveryAct
{
    internal static TreeAsItWas Of(string tree) =>
        new(
            Path.Combine(tree, Journal.CopyName),
            Tree.FoldersIn(tree).ToDictionary(folder => folder, folder => Modified(folder)!.Value)
        );

    // The copy stands there for as long as anything of the run does.
    public override bool WaitsFor(RecoveryAct failed) => true;

    public override Task DoAsync(CancellationToken ct)
    {
        RemoveCopy();
        foreach (var (folder, modified) in Folders)
            if (Modified(folder) is { } now && now != modified)
            {
                FileFacts.SetModified(folder, modified);
                Durable.Folder(folder);
            }
        return Task.CompletedTask;
    }

    public override RecoveryAct Within(Confines confines)
    {
        var copy = confines.Tree is { } tree ? Path.Combine(tree, Journal.CopyName) : null;
        confines.Must(JournalCopy == copy, JournalCopy);
        foreach (var folder in Folders.Keys)
            confines.Must(folder == confines.Tree || confines.IsInTree(folder), folder);
        return this;
    }

    public override Task SettleAsync(CancellationToken ct)
    {
        RemoveCopy();
        return Task.CompletedTask;
    }

    public override string ToString() =>
        $"rm {JournalCopy}, and put back when the folders of {Path.GetDirectoryName(JournalCopy)} were last changed";

    private void RemoveCopy()
    {
        var tree = Path.GetDirectoryName(JournalCopy)!;
        string[] made = [JournalCopy, JournalFile.Unready(JournalCopy)];
        if (made.All(file => FileFacts.Of(file) is null))
            return;
        // Where the change stays, the folder's time tells of the change, and not of us.
        FileFacts.KeepModified(tree, () => Array.ForEach(made, File.Delete));
        Durable.Folder(tree);
    }

    private static long? Modified(string folder) =>
        FileFacts.Of(folder) is { IsFolder: true } found ? found.Modified : null;
}
