using Verify.Engine.Linux;

namespace Verify.Engine.Tree;

/// <summary>A file's content replaced, with the undo that has to be on disk before it.</summary>
internal sealed record Replacement(PutBack Undo, byte[] Content, byte[] Original)
{
    /// <summary>One after another; a run can be cut off between any two of them. At each moment a file is at the path.</summary>
    public IReadOnlyList<Action> Parts =>
        Undo.Was is { } was
            ?
            [
                () => SaveCopy(was),
                () => WholeFile.Make(Undo.Next, Content, was, attributesOf: Undo.Path),
                () => Libc.Check(Libc.Link(Undo.Path, Undo.Stash), $"keeping {Undo.Path}"),
                MustBeAsItWas,
                () => Libc.Check(Libc.Rename(Undo.Next, Undo.Path), $"changing {Undo.Path}"),
                ToDisk,
            ]
            :
            [
                () => WholeFile.Make(Undo.Next, Content, TreeFile.New(Undo.Path)),
                // Not renamed: a file that somebody makes there meanwhile is not overwritten.
                () => Libc.Check(Libc.Link(Undo.Next, Undo.Path), $"making {Undo.Path}"),
                () => File.Delete(Undo.Next),
                ToDisk,
            ];

    public void Do()
    {
        foreach (var part in Parts)
            part();
    }

    private void SaveCopy(FileState was)
    {
        var folder = Path.GetDirectoryName(Undo.Copy)!;
        // A copy may say what others were not to read.
        Directory.CreateDirectory(
            folder,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        WholeFile.Make(Undo.Copy, Original, was, asOld: true);
        Durable.Folder(folder);
        Durable.Folder(Path.GetDirectoryName(folder)!);
    }

    private void MustBeAsItWas()
    {
        if (FileState.SumAt(Undo.Stash) == Undo.Was!.Sha256)
            return;
        // It is theirs now: nothing is to be found that would put an older one in its place.
        foreach (var made in new[] { Undo.Stash, Undo.Next, Undo.Copy })
            File.Delete(made);
        throw new CannotRun(
            $"{Undo.Path} was changed by somebody else while Verify was replacing it. Stop whatever writes to it and run again."
        );
    }

    private void ToDisk() => Durable.Folder(Path.GetDirectoryName(Undo.Path)!);
}
