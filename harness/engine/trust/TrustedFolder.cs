using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>
/// A folder that only trusted users can have written to, held open. What is in it is opened through its descriptor, follows no
/// link, and is looked at once it is open.
/// </summary>
public sealed class TrustedFolder : IDisposable
{
    private const int OursAlone = 0b110_000_000;
    private const int Readable = 0b110_100_100;
    private const int FolderMode = 0b111_101_101;

    private readonly SafeFileHandle folder;

    private TrustedFolder((SafeFileHandle Folder, string Real) walked) => (folder, Path) = walked;

    /// <summary>Without links.</summary>
    public string Path { get; }

    /// <exception cref="NotTrusted">Somebody else could have written to it, or exchange it.</exception>
    /// <exception cref="CannotRun">It is not there.</exception>
    public static TrustedFolder Open(string path) =>
        new(TrustedPath.Walk(path, make: false, isParent: false));

    /// <summary>The same, made where it is missing.</summary>
    public static TrustedFolder OpenOrMake(string path) =>
        new(TrustedPath.Walk(path, make: true, isParent: false));

    /// <summary>A folder to make others in, made where it is missing; it may be one in which everybody may (/tmp).</summary>
    public static TrustedFolder Parent(string path) =>
        new(TrustedPath.Walk(path, make: true, isParent: true));

    /// <summary>Whether a folder is there and trusted.</summary>
    public static bool Is(string path)
    {
        try
        {
            Open(path).Dispose();
            return true;
        }
        catch (Exception refused) when (refused is CannotRun or IOException)
        {
            return false;
        }
    }

    /// <summary>Makes a folder in this one; one that is there already is not taken over.</summary>
    public TrustedFolder MakeNew(string name)
    {
        if (FolderCalls.MkDirAt(folder, name, FolderMode) < 0)
        {
            var refused = new Win32Exception(Marshal.GetLastPInvokeError());
            throw new CannotRun(
                refused.NativeErrorCode == Libc.Exists
                    ? $"{Of(name)} is there already, and was not made by this run. Remove it, or run again."
                    : $"{Of(name)} cannot be made: {refused.Message}. {FileAdvice.Or(refused, "give another folder with --out DIR")}"
            );
        }
        return Open(Of(name));
    }

    /// <returns>Null where nothing is.</returns>
    /// <exception cref="NotTrusted">It is no regular file of ours alone.</exception>
    public FileStream? OpenFile(string name, FileAccess access = FileAccess.Read)
    {
        // A pipe is not waited at: it is looked at.
        var flags = Libc.ONofollow | Libc.ONonblock | Libc.OCloexec;
        var file = new SafeFileHandle(
            FolderCalls.OpenAt(
                folder,
                name,
                access == FileAccess.Read ? flags : flags | Libc.OReadWrite,
                0
            ),
            ownsHandle: true
        );
        if (file.IsInvalid)
            return NotOpened(name, file);
        try
        {
            MustBeOurs(name, FileFacts.At(file, "")!);
            return new(file, access, bufferSize: 0);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file to read and write; makes it, readable by all, where nothing is.</summary>
    public FileStream OpenOrMakeFile(string name) =>
        OpenFile(name, FileAccess.ReadWrite)
        ?? TryMake(name, Readable)
        // Another run of ours has made it meanwhile.
        ?? OpenFile(name, FileAccess.ReadWrite)
        ?? throw new CannotRun(
            $"{Of(name)} comes and goes. Stop whatever writes to it and run again."
        );

    /// <summary>Locks a file, made where nothing is; the kernel drops the lock with the process.</summary>
    /// <returns>Null where somebody else holds it.</returns>
    public FileStream? TakeLock(string name)
    {
        var file = OpenOrMakeFile(name);
        var descriptor = (int)file.SafeFileHandle.DangerousGetHandle();
        if (Libc.FLock(descriptor, Libc.LockExclusive | Libc.LockAtOnce) == 0)
            return file;
        var error = Marshal.GetLastPInvokeError();
        file.Dispose();
        return error == Libc.WouldBlock
            ? null
            : throw new CannotRun(
                $"{Of(name)} cannot be locked: {Marshal.GetPInvokeErrorMessage(error)}. Work in a folder of a local file system."
            );
    }

    /// <summary>Makes a file where nothing may be; what an interrupted run left there under this name is removed first.</summary>
    public FileStream MakeFile(string name, bool oursAlone = false)
    {
        if (FileFacts.At(folder, name) is { } left)
        {
            MustBeOurs(name, left);
            Delete(name);
        }
        return TryMake(name, oursAlone ? OursAlone : Readable)
            ?? throw new CannotRun(
                $"{Of(name)} was made by somebody else in this moment. Run again."
            );
    }

    /// <returns>Null where nothing is.</returns>
    public byte[]? Read(string name)
    {
        using var file = OpenFile(name);
        if (file is null)
            return null;
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    public void Rename(string name, string to) =>
        Libc.Check(FolderCalls.RenameAt(folder, name, folder, to), $"making {Of(to)}");

    public void Delete(string name) =>
        Libc.Check(FolderCalls.UnlinkAt(folder, name, 0), $"removing {Of(name)}");

    public void Dispose() => folder.Dispose();

    /// <summary>Looks at everything in it, and in the folders in it.</summary>
    /// <param name="leaveOut">Entries of this name are not looked at.</param>
    /// <exception cref="NotTrusted">Something is not ours alone.</exception>
    public void MustBeOursThroughout(string? leaveOut = null)
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos())
        {
            if (entry.Name == leaveOut || FileFacts.At(folder, entry.Name) is not { } facts)
                continue;
            if (facts.IsFolder)
            {
                using var inner = Open(Of(entry.Name));
                inner.MustBeOursThroughout(leaveOut);
            }
            else if (!facts.IsLink)
                MustBeOurs(entry.Name, facts);
            else if (!TrustedUsers.Include(facts.User))
                throw NotTrusted.Owned(Of(entry.Name), facts);
        }
    }

    /// <exception cref="NotTrusted">It is no regular file of ours alone.</exception>
    private void MustBeOurs(string name, FileFacts facts)
    {
        var path = Of(name);
        if (!facts.IsPlain)
            throw NotTrusted.Kind(path, facts, "a file");
        if (!TrustedUsers.Include(facts.User))
            throw NotTrusted.Owned(path, facts);
        if (Writers.Stranger(facts, path) is { } stranger)
            throw NotTrusted.Writable(path, facts, stranger);
        if (facts.Links > 1)
            throw NotTrusted.Linked(path, facts);
    }

    private FileStream? NotOpened(string name, SafeFileHandle file)
    {
        var error = Marshal.GetLastPInvokeError();
        file.Dispose();
        if (error == Libc.NoEntry)
            return null;
        if (FileFacts.At(folder, name) is { IsPlain: false } other)
            throw NotTrusted.Kind(Of(name), other, "a file");
        throw new Win32Exception(
            error,
            $"opening {Of(name)}: {Marshal.GetPInvokeErrorMessage(error)}"
        );
    }

    private FileStream? TryMake(string name, int mode)
    {
        const int flags =
            Libc.OReadWrite | Libc.OCreat | Libc.OExcl | Libc.ONofollow | Libc.OCloexec;
        var made = FolderCalls.OpenAt(folder, name, flags, mode);
        if (made < 0 && Marshal.GetLastPInvokeError() == Libc.Exists)
            return null;
        Libc.Check(made, $"making {Of(name)}");
        return new(new SafeFileHandle(made, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
    }

    private string Of(string name) => System.IO.Path.Combine(Path, name);
}
