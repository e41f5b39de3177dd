using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Verify.Instruments.Staleness;

/// <summary>What the kernel tells of a directory, in the order it happened (inotify(7)).</summary>
internal sealed partial class Inotify : IDisposable
{
    private const int CloseOnExec = 0x80000;

    private readonly SafeFileHandle handle;

    public Inotify()
    {
        this.handle = new SafeFileHandle(Init(CloseOnExec), ownsHandle: true);
        if (this.handle.IsInvalid)
            throw new Win32Exception();
    }

    [Flags]
    public enum Mask : uint
    {
        CloseWrite = 0x8,
        MovedFrom = 0x40,
        MovedTo = 0x80,
        Delete = 0x200,
        DeleteSelf = 0x400,
        Unmount = 0x2000,
        Overflow = 0x4000,
        Ignored = 0x8000,
    }

    public readonly record struct Event(int Watch, Mask Mask, string Name);

    public int Add(string directory, Mask mask)
    {
        var watch = AddWatch(this.handle, directory, (uint)mask);
        return watch >= 0
            ? watch
            : throw new IOException($"cannot watch {directory}: {new Win32Exception().Message}");
    }

    public void Remove(int watch) => _ = RemoveWatch(this.handle, watch);

    /// <summary>Blocks until something happened, and appends it; the calling thread is the caller's own.</summary>
    public unsafe void Read(byte[] buffer, List<Event> events)
    {
        nint read;
        fixed (byte* start = buffer)
            read = ReadEvents(this.handle, start, buffer.Length);
        if (read < 0)
        {
            // A signal handled on this thread interrupts the call and loses nothing.
            const int interrupted = 4;
            if (Marshal.GetLastPInvokeError() == interrupted)
                return;
            throw new Win32Exception();
        }
        for (var rest = buffer.AsSpan(0, (int)read); !rest.IsEmpty; )
        {
            // struct inotify_event: int wd; uint32_t mask, cookie, len; char name[len], padded with zeros.
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest[12..]);
            events.Add(
                new(
                    BinaryPrimitives.ReadInt32LittleEndian(rest),
                    (Mask)BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]),
                    Encoding.UTF8.GetString(rest.Slice(16, length)).TrimEnd('\0')
                )
            );
            rest = rest[(16 + length)..];
        }
    }

    public void Dispose() => this.handle.Dispose();

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial int Init(int flags);

    [LibraryImport(
        "libc",
        EntryPoint = "inotify_add_watch",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int AddWatch(SafeFileHandle handle, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    private static partial int RemoveWatch(SafeFileHandle handle, int watch);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadEvents(SafeFileHandle handle, byte* buffer, nint count);
}
