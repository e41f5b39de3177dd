using System.Runtime.InteropServices;

namespace Verify.Engine.Trust;

/// <summary>The calls of Linux on an entry of a folder that is held open: whatever its path leads to by then, it is that folder.</summary>
internal static partial class FolderCalls
{
    [LibraryImport(
        "libc",
        EntryPoint = "openat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int OpenAt(SafeHandle folder, string name, int flags, int mode);

    [LibraryImport(
        "libc",
        EntryPoint = "mkdirat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int MkDirAt(SafeHandle folder, string name, int mode);

    [LibraryImport(
        "libc",
        EntryPoint = "readlinkat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial nint ReadLinkAt(
        SafeHandle folder,
        string name,
        Span<byte> target,
        nint size
    );

    [LibraryImport(
        "libc",
        EntryPoint = "unlinkat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int UnlinkAt(SafeHandle folder, string name, int flags);

    [LibraryImport(
        "libc",
        EntryPoint = "renameat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int RenameAt(SafeHandle from, string name, SafeHandle to, string other);
}
