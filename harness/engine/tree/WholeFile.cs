using Microsoft.Win32.SafeHandles;
using Verify.Engine.Linux;

namespace Verify.Engine.Tree;

/// <summary>Files that are made whole and put on disk.</summary>
internal static class WholeFile
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Makes a file where none may be. It has its owner and mode before it has content: whoever could not read the one
    /// that it is like cannot read it either.
    /// </summary>
    /// <param name="attributesOf">Whose extended attributes it gets.</param>
    /// <param name="asOld">Also takes on when the other one was last changed.</param>
    public static void Make(
        string path,
        ReadOnlySpan<byte> content,
        FileState like,
        string? attributesOf = null,
        bool asOld = false
    )
    {
        using var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = Ours,
                BufferSize = 0,
            }
        );
        Own(file.SafeFileHandle, path, like);
        if (attributesOf is not null)
            ExtendedAttributes.Copy(attributesOf, path);
        // Last: an ACL that came with the attributes, and a new owner, change the mode.
        File.SetUnixFileMode(file.SafeFileHandle, (UnixFileMode)like.Mode);
        file.Write(content);
        if (asOld)
            FileFacts.SetModified(path, like.Modified);
        file.Flush(flushToDisk: true);
    }

    private static void Own(SafeFileHandle file, string path, FileState like)
    {
        var made = FileFacts.Of(path)!;
        if ((made.User, made.Group) != (like.User, like.Group))
            Libc.Check(
                Libc.FChown(file, like.User, like.Group),
                $"giving {path} to user {like.User} and group {like.Group}"
            );
    }
}
