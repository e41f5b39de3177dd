using System.Runtime.InteropServices;

namespace Verify.Swarm.Loop;

/// <summary>The calls of Linux that the event loop is made of. Numbers are those of the kernel's own headers.</summary>
internal static unsafe partial class Kernel
{
    public const uint EpollIn = 0x1;
    public const uint EpollOut = 0x4;
    public const uint EpollPeerClosed = 0x2000;
    public const int EpollAdd = 1;
    public const int EpollDelete = 2;
    public const int EpollModify = 3;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const int SetStatusFlags = 4;
    public const int MsgDontWait = 0x40;
    public const int MsgNoSignal = 0x4000;

    /// <summary>On TCP: what is received is thrown away in the kernel and only counted (tcp(7)).</summary>
    public const int MsgTrunc = 0x20;
    public const int ThreadCpuTime = 3;
    public const int OpenFileLimit = 7;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int NoSuchCall = 38;
    public const int NoPort = 99;
    public const int InProgress = 115;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int what, int file, byte* readiness);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* ready, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    public static partial int EpollWait(
        int epoll,
        byte* ready,
        int most,
        TimeSpec* timeout,
        void* signals
    );

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFile(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, void* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, void* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int FileControl(int file, int what, int flags);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    public static partial int ClockTime(int clock, TimeSpec* time);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int Limit(int resource, ulong* softAndHard);

    /// <summary>How many files the process may have open; the largest number where that is not limited.</summary>
    public static long FileLimit()
    {
        var limits = stackalloc ulong[2];
        return Limit(OpenFileLimit, limits) == 0
            ? (long)Math.Min(limits[0], long.MaxValue)
            : long.MaxValue;
    }

    /// <summary>The CPU time that the calling thread has used.</summary>
    public static TimeSpan ThreadTime()
    {
        TimeSpec time;
        _ = ClockTime(ThreadCpuTime, &time);
        return time.Span;
    }

    /// <summary>struct timespec.</summary>
    internal struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;

        public static TimeSpec Of(TimeSpan span) =>
            new()
            {
                Seconds = span.Ticks / TimeSpan.TicksPerSecond,
                Nanoseconds = span.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick,
            };

        public readonly TimeSpan Span =>
            TimeSpan.FromTicks(
                (Seconds * TimeSpan.TicksPerSecond) + (Nanoseconds / TimeSpan.NanosecondsPerTick)
            );
    }
}
