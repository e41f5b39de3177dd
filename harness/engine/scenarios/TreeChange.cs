using Verify.Engine.Linux;
using Verify.Engine.Recoveries;
using Verify.Engine.Tree;
using Verify.Engine.Trust;
using Verify.Engine.Undo;

namespace Verify.Engine.Scenarios;

/// <summary>Changes of a step to a tree of the user's: whatever happens, its files can be put back exactly.</summary>
public static class TreeChange
{
    /// <summary>
    /// To be called in the step that changes a tree, before it does: has the tree itself carry a copy of the journal until nothing of the run is left in it.
    /// </summary>
    public static async Task BeginAsync(Step step, string tree)
    {
        if (Unfinished.CopyIn(tree) is { } stands)
            throw new CannotRun(stands);
        await step.OutsideAsync(TreeAsItWas.Of(tree), step.StartJournalCopy);
    }

    /// <summary>Gives a file another content, or makes it, with the folders that it needs; journalled.</summary>
    /// <param name="copies">A folder of the run's: the old content is kept there too.</param>
    /// <remarks>
    /// The original lies beside the new file meanwhile, under a hidden name, as the very file that it was: taking it
    /// back needs no space and loses nothing. A new file that stays has the old one's mode, owner and (as far as this user
    /// may set them) extended attributes; what it is not is the same inode: other hard links keep the old content.
    /// </remarks>
    public static async Task ReplaceAsync(Step step, string path, byte[] content, string copies)
    {
        var real = Real(path, step.Tree);
        foreach (var folder in Missing(Path.GetDirectoryName(real)!))
            await step.OutsideAsync(new RemoveFolder(folder), () => Make(folder));
        var change = TreeFile.Prepare(real, content, copies);
        await step.OutsideAsync(change.Undo, change.Do);
    }

    private static string Real(string path, string? tree)
    {
        var given = Path.GetFullPath(path);
        var real = RealPath.Of(given);
        if (tree is not null && RealPath.Holds(tree, given) && !RealPath.Holds(tree, real))
            throw new CannotRun(
                $"{given} leads out of {tree}, to {real}: what lies there is not changed. "
                    + "Put a file in the link's place, or name the tree that holds the file."
            );
        return real;
    }

    private static IEnumerable<string> Missing(string folder) =>
        Directory.Exists(folder) ? [] : [.. Missing(Path.GetDirectoryName(folder)!), folder];

    private static void Make(string folder)
    {
        TrustedFolder.OpenOrMake(folder).Dispose();
        Durable.Folder(Path.GetDirectoryName(folder)!);
    }
}
