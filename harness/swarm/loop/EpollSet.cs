using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Verify.Swarm.Loop;

/// <summary>The files that an event loop waits for, and the wait itself.</summary>
internal sealed unsafe class EpollSet : IDisposable
{
    private const int Batch = 512;

    // struct epoll_event is packed on x86-64 and nowhere else.
    private static readonly int Packing =
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Size = Packing + sizeof(ulong);

    private readonly int epoll;

    // Pinned: the kernel writes here while it waits.
    private readonly byte[] ready = GC.AllocateUninitializedArray<byte>(Batch * 16, pinned: true);
    private bool inMilliseconds;

    public EpollSet()
    {
        epoll = Kernel.EpollCreate(Kernel.CloseOnExec);
        if (epoll < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "no epoll instance");
    }

    public void Add(int file, uint events, ulong key) =>
        Control(Kernel.EpollAdd, file, events, key);

    public void Modify(int file, uint events, ulong key) =>
        Control(Kernel.EpollModify, file, events, key);

    public void Remove(int file) => Control(Kernel.EpollDelete, file, 0, 0);

    /// <returns>How many files are ready.</returns>
    public int Wait(TimeSpan longest)
    {
        fixed (byte* events = ready)
        {
            var count = inMilliseconds ? InMilliseconds(events, longest) : Fine(events, longest);
            return count >= 0 ? count
                : Marshal.GetLastPInvokeError() == Kernel.Interrupted ? 0
                : throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_wait");
        }
    }

    public (uint Events, ulong Key) Ready(int index)
    {
        var at = ready.AsSpan(index * Size, Size);
        return (
            BinaryPrimitives.ReadUInt32LittleEndian(at),
            BinaryPrimitives.ReadUInt64LittleEndian(at[Packing..])
        );
    }

    public void Dispose() => _ = Kernel.Close(epoll);

    private int Fine(byte* events, TimeSpan longest)
    {
        var timeout = Kernel.TimeSpec.Of(longest);
        try
        {
            var count = Kernel.EpollWait(epoll, events, Batch, &timeout, null);
            // Linux before 5.11, or a container that does not know the call.
            if (count >= 0 || Marshal.GetLastPInvokeError() != Kernel.NoSuchCall)
                return count;
        }
        catch (EntryPointNotFoundException)
        {
            // glibc before 2.35.
        }
        inMilliseconds = true;
        return InMilliseconds(events, longest);
    }

    // Rounded up: none ends before its moment.
    private int InMilliseconds(byte* events, TimeSpan longest) =>
        Kernel.EpollWait(epoll, events, Batch, (int)Math.Ceiling(longest.TotalMilliseconds));

    private void Control(int what, int file, uint events, ulong key)
    {
        var readiness = stackalloc byte[16];
        var at = new Span<byte>(readiness, 16);
        BinaryPrimitives.WriteUInt32LittleEndian(at, events);
        BinaryPrimitives.WriteUInt64LittleEndian(at[Packing..], key);
        if (Kernel.EpollControl(epoll, what, file, readiness) < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_ctl");
    }
}
