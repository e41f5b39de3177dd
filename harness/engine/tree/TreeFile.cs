using Verify.Engine.Linux;
using Verify.Engine.Trust;
using Verify.Engine.Undo;

namespace Verify.Engine.Tree;

/// <summary>Files of a tree of the user's, replaced so that whatever happens they can be put back exactly.</summary>
public static class TreeFile
{
    private const string BeforeMark = ".verify-before";
    private const string NextMark = ".verify-next";

    // What a file that is new gets: anyone may read it, its owner write it.
    private const int NewFileMode = 0b110_100_100;

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
            throw new CannotRun(
                $"{path} is not a regular file; Verify only changes regular files."
            );
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

    // A file may be replaced more than once in a run: each time with what was there before.
    private static string Free(string path) =>
        Enumerable
            .Range(1, int.MaxValue)
            .Select(number => number == 1 ? path : $"{path}-{number}")
            .First(free => FileFacts.Of(free) is null);
}
