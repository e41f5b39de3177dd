namespace Verify.Engine;

/// <summary>Files of a tree of the user's, changed so that whatever happens they can be put back exactly.</summary>
public static class TreeFile
{
    private const string BeforeMark = ".verify-before";
    private const string NextMark = ".verify-next";

    // What a file that is new gets: anyone may read it, its owner write it.
    private const int NewFileMode = 0b110_100_100;

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
        var change = Prepare(real, content, copies);
        await step.OutsideAsync(change.Undo, change.Do);
    }

    /// <summary>Looks at a file and plans its replacement; touches nothing.</summary>
    internal static Replacement Prepare(string path, byte[] content, string copies)
    {
        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        using var trusted = TrustedFolder.Open(folder);
        var next = Path.Combine(folder, $".{name}{NextMark}");
        if (FileFacts.Of(next) is not null)
            throw new CannotRun(
                $"{next} is there already: a run that was interrupted left it. First: ./run.ps1 rollback"
            );
        var stash = Free(Path.Combine(folder, $".{name}{BeforeMark}"));
        var copy = Free(Path.Combine(copies, name));
        var facts = FileFacts.Of(path);
        if (facts is null)
            return new(new(path, null, FileState.Sum(content), copy, stash, next), content, []);
        if (!facts.IsPlain)
            throw new CannotRun($"{path} is no plain file: only such can be changed.");
        if (Unmount.CountOn(path) > 0)
            throw new CannotRun(
                $"{path} is a mount point of its own: nothing can take its place. Change the file that is mounted there, where it comes from."
            );
        var original = File.ReadAllBytes(path);
        return new(
            new(path, FileState.Of(facts, original), FileState.Sum(content), copy, stash, next),
            content,
            original
        );
    }

    internal static FileState New(string path) =>
        FileFacts.Of(Path.GetDirectoryName(path)!) is { } folder
            ? new(NewFileMode, folder.User, folder.Group, 0, "")
            : throw new CannotRun($"{Path.GetDirectoryName(path)} is not there (any more).");

    /// <summary>What replacements left in a tree, whoever they were of.</summary>
    internal static IEnumerable<string> LeftIn(string tree) =>
        Directory
            .EnumerateFiles(
                tree,
                ".*.verify-*",
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    AttributesToSkip = FileAttributes.ReparsePoint,
                }
            )
            .Where(file =>
                file.Contains(BeforeMark, StringComparison.Ordinal)
                || file.EndsWith(NextMark, StringComparison.Ordinal)
            );

    private static string Real(string path, string? tree)
    {
        var given = Path.GetFullPath(path);
        var real = RealPath.Of(given);
        if (tree is not null && Tree.Holds(tree, given) && !Tree.Holds(tree, real))
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

    // A file may be replaced more than once in a run: each time with what was there before.
    private static string Free(string path) =>
        Enumerable
            .Range(1, int.MaxValue)
            .Select(number => number == 1 ? path : $"{path}-{number}")
            .First(free => FileFacts.Of(free) is null);
}
