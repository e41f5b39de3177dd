using Microsoft.Win32.SafeHandles;
using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>
/// A file that others were to read in any case, in a folder that may be another user's: a published file. What they
/// may not read is not shown to them by us, whatever leads to it.
/// </summary>
public static class SharedFile
{
    // Read permission of all.
    private const int ReadableByAll = 0b000_000_100;

    /// <summary>Null where there is none, where it is no regular file, or where neither all nor its folder's owner may read it.</summary>
    public static byte[]? TryRead(string path)
    {
        // A pipe is not waited at.
        var file = Libc.Open(path, Libc.ONonblock | Libc.OCloexec);
        if (file < 0)
            return null;
        using var handle = new SafeFileHandle(file, ownsHandle: true);
        var facts = FileFacts.At(handle, "")!;
        if (!facts.IsPlain || ((facts.Mode & ReadableByAll) == 0 && !IsOfItsFolder(path, facts)))
            return null;
        using var content = new MemoryStream();
        using var reader = new FileStream(handle, FileAccess.Read);
        reader.CopyTo(content);
        return content.ToArray();
    }

    private static bool IsOfItsFolder(string path, FileFacts file) =>
        FileFacts.Of(Path.GetDirectoryName(path)!, followed: true)?.User == file.User;
}
