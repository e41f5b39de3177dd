using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Verify.Engine.Linux;

/// <summary>The few calls of Linux that .NET does not offer. Numbers are those of the kernel's own headers.</summary>
internal static partial class Libc
{
    public const ulong MsRdonly = 1;
    public const ulong MsBind = 4096;
    public const ulong MsRec = 16384;
    public const ulong MsUnbindable = 1 << 17;
    public const ulong MsPrivate = 1 << 18;
    public const int MntDetach = 2;
    public const int CloneNewNs = 0x20000;
    public const int CloneNewNet = 0x40000000;
    public const int OPath = 0x200000;
    public const int ODirectory = 0x10000;
    public const int OCloexec = 0x80000;
    public const int ONofollow = 0x20000;
    public const int ONonblock = 0x800;
    public const int OCreat = 0x40;
    public const int OExcl = 0x80;
    public const int OReadWrite = 2;
    public const int AtEmptyPath = 0x1000;
    public const int AtFdCwd = -100;
    public const int AtSymlinkNofollow = 0x100;
    public const int AtEAccess = 0x200;
    public const int WriteAndSearch = 3;
    public const int LockExclusive = 2;
    public const int LockAtOnce = 4;
    public const int NoEntry = 2;
    public const int Exists = 17;
    public const int TooManyLinks = 40;
    public const int WouldBlock = 11;
    public const int NoFolder = 20;

    /// <summary>In the place of nanoseconds: this time stays.</summary>
    public const long UtimeOmit = (1 << 30) - 2;
    public const ulong SiocGIfFlags = 0x8913;
    public const ulong SiocSIfFlags = 0x8914;
    public const ulong SiocSIfMtu = 0x8922;
    public const ulong SiocSIfAddr = 0x8916;
    public const short IffUp = 1;
    public const int PrSetChildSubreaper = 36;
    public const int RUsageChildren = -1;
    public const int SigInt = 2;
    public const int SigTerm = 15;
    public const int SigContinue = 18;
    public const int SigStop = 19;
    public const int SigKill = 9;
    public const nint SigDefault = 0;
    public const int ClockRealTime = 0;
    public const int ClockMonotonic = 1;
    public const int ClockBootTime = 7;

    [LibraryImport(
        "libc",
        EntryPoint = "mount",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Mount(
        string source,
        string target,
        string? type,
        ulong flags,
        string? data
    );

    [LibraryImport(
        "libc",
        EntryPoint = "rename",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Rename(string from, string to);

    [LibraryImport(
        "libc",
        EntryPoint = "umount2",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Umount(string target, int flags);

    /// <summary>pivot_root(2), which the C library has no function for.</summary>
    public static int PivotRoot(string newRoot, string oldRoot) =>
        (int)SystemCall(PivotRootNumber, newRoot, oldRoot);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNs(int fd, int kind);

    [LibraryImport(
        "libc",
        EntryPoint = "open",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "umask")]
    public static partial int Umask(int mask);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int FSync(int fd);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    public static partial int Dup(int fd);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Dup2(int fd, int other);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(int fd, ulong request, Span<byte> argument);

    [LibraryImport(
        "libc",
        EntryPoint = "statx",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int StatX(int at, string path, int flags, uint mask, Span<byte> found);

    [LibraryImport(
        "libc",
        EntryPoint = "statx",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int StatX(
        SafeHandle at,
        string path,
        int flags,
        uint mask,
        Span<byte> found
    );

    [LibraryImport(
        "libc",
        EntryPoint = "link",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int FChown(SafeHandle file, int user, int group);

    [LibraryImport(
        "libc",
        EntryPoint = "lchown",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int LChown(string path, int user, int group);

    [LibraryImport(
        "libc",
        EntryPoint = "utimensat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int UTimeNsAt(int at, string path, ReadOnlySpan<long> times, int flags);

    [LibraryImport(
        "libc",
        EntryPoint = "faccessat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int FAccessAt(int at, string path, int mode, int flags);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial int EffectiveUser();

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int FLock(int fd, int operation);

    [LibraryImport(
        "libc",
        EntryPoint = "llistxattr",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial nint LListXAttr(string path, Span<byte> names, nint size);

    [LibraryImport(
        "libc",
        EntryPoint = "lgetxattr",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial nint LGetXAttr(string path, string name, Span<byte> value, nint size);

    [LibraryImport(
        "libc",
        EntryPoint = "lsetxattr",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int LSetXAttr(
        string path,
        string name,
        ReadOnlySpan<byte> value,
        nint size,
        int flags
    );

    /// <summary>What sysconf(3) says of the machine.</summary>
    [LibraryImport("libc", EntryPoint = "sysconf", SetLastError = true)]
    public static partial nint SysConf(int name);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    public static partial nint Signal(int signal, nint disposition);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int PrCtl(int option, nuint argument);

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    public static partial int GetRUsage(int who, Span<long> usage);

    /// <summary>What a clock of the kernel shows.</summary>
    public static TimeSpan Time(int clock)
    {
        Span<long> shown = stackalloc long[2];
        Check(ClockGetTime(clock, shown), "reading a clock");
        return TimeSpan.FromSeconds(shown[0])
            + TimeSpan.FromTicks(shown[1] / TimeSpan.NanosecondsPerTick);
    }

    /// <summary>Ends the process at once: PID 1 of a lab cannot be killed from inside it.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void Exit(int code);

    /// <summary>Throws what the last call left in errno, with what was tried.</summary>
    public static int Check(int result, string tried) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), Said(tried));

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int ClockGetTime(int clock, Span<long> shown);

    private static nint PivotRootNumber =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 155 : 41;

    [LibraryImport(
        "libc",
        EntryPoint = "syscall",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial nint SystemCall(nint number, string first, string second);

    private static string Said(string tried) =>
        $"{tried}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";
}
