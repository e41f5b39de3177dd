using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Verify.Instruments.Http;
using Verify.Swarm.Latency;

namespace Verify.Swarm.Loop;

/// <summary>
/// One thread that does all the work of a load: it waits for sockets and for moments, and whatever it wakes runs on it,
/// so that nothing in it needs a lock. What else is awaited on it, such as a name, comes back to it too.
/// </summary>
internal sealed class EventLoop : SynchronizationContext, IDisposable
{
    // As much as a playlist with its head, or a good part of a segment that is looked into.
    private const int BufferSize = 64 * 1024;
    private const ulong WakeKey = ulong.MaxValue;

    // Without a moment to wait for, a look at whether it is to stop.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly EpollSet files = new();
    private readonly int wake;
    private readonly Slots<IReady> watched = new();
    private readonly PriorityQueue<(Pause Pause, Instant Due), Instant> pauses = new();
    private readonly ConcurrentQueue<(SendOrPostCallback Call, object? With)> posted = new();

    public EventLoop()
    {
        wake = Kernel.EventFile(0, Kernel.NonBlocking | Kernel.CloseOnExec);
        if (wake < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "no eventfd");
        files.Add(wake, Kernel.EpollIn, WakeKey);
    }

    /// <summary>For whoever reads, until it returns to the loop. Pinned.</summary>
    public byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);

    /// <summary>How late it woke what was waiting for a moment.</summary>
    public LatencyHistogram Lateness { get; } = new();

    public void At(Instant due, Pause pause) => pauses.Enqueue((pause, due), due);

    /// <returns>The key that it is watched under.</returns>
    public ulong Watch(int file, uint events, IReady ready)
    {
        var key = watched.Add(ready);
        files.Add(file, events, key);
        return key;
    }

    public void Watch(int file, uint events, ulong key) => files.Modify(file, events, key);

    public void Forget(int file, ulong key)
    {
        watched.Remove(key);
        files.Remove(file);
    }

    /// <summary>Takes over the calling thread until what it is asked after each round says that it is over.</summary>
    public void Run(Func<bool> isOver)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (!isOver())
                Round();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override unsafe void Post(SendOrPostCallback d, object? state)
    {
        posted.Enqueue((d, state));
        var one = 1UL;
        _ = Kernel.Write(wake, &one, sizeof(ulong));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nobody waits for the loop.");

    public void Dispose()
    {
        files.Dispose();
        _ = Kernel.Close(wake);
    }

    private void Round()
    {
        var ready = files.Wait(UntilNext());
        for (var i = 0; i < ready; i++)
        {
            var (events, key) = files.Ready(i);
            if (key == WakeKey)
                RunPosted();
            else
                // What was closed earlier in this round is not told of it any more.
                watched.At(key)?.OnReady(events);
        }
        EndPauses();
    }

    private TimeSpan UntilNext()
    {
        if (!pauses.TryPeek(out _, out var due))
            return Longest;
        var wait = due - Instant.Now;
        return wait <= TimeSpan.Zero ? TimeSpan.Zero
            : wait < Longest ? wait
            : Longest;
    }

    private void EndPauses()
    {
        while (pauses.TryPeek(out var next, out var due) && Instant.Now is var now && due <= now)
        {
            pauses.Dequeue();
            Lateness.Record(now - due);
            next.Pause.Over();
        }
    }

    private unsafe void RunPosted()
    {
        ulong times;
        _ = Kernel.Read(wake, &times, sizeof(ulong));
        while (posted.TryDequeue(out var next))
            next.Call(next.With);
    }
}
