using Microsoft.Win32.SafeHandles;
using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>Opens a file to read only if it is a regular one: a FIFO would keep its reader waiting, a device never ends.</summary>
public static class RegularFile
{
    /// <summary>Whether what is at a path, or what a link there leads to, is anything but a regular file or a folder.</summary>
    public static bool IsOther(string path) =>
        FileFacts.Of(path, followed: true) is { IsPlain: false, IsFolder: false };

    /// <summary>Null where there is none, where it is a link, or anything but a regular file.</summary>
    public static FileStream? TryOpen(string path)
    {
        // The kind is asked of what was opened: between a look at the path and its opening another could take its place.
        var file = Libc.Open(path, Libc.ONonblock | Libc.ONofollow | Libc.OCloexec);
        if (file < 0)
            return null;
        var handle = new SafeFileHandle(file, ownsHandle: true);
        if (FileFacts.Of($"/proc/self/fd/{file}", followed: true) is { IsPlain: true })
            return new(handle, FileAccess.Read);
        handle.Dispose();
        return null;
    }
}
