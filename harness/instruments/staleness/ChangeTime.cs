using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Verify.Instruments;

/// <summary>When the kernel last changed a file's inode (stx_ctime, statx(2)); a rename does.</summary>
/// <remarks>
/// A thread may be told of a rename long after it, on a machine that is busy. The inode keeps the time itself,
/// from a clock that moves once a timer tick, so the rename lies within a tick after it.
/// </remarks>
internal static partial class ChangeTime
{
    /// <summary>The longest timer tick that Linux is built with (CONFIG_HZ=100).</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private const int EmptyPath = 0x1000;
    private const uint WantChangeTime = 0x80;
    private const int StatxSize = 256;
    private const int ChangeTimeOffset = 96;

    public static unsafe DateTimeOffset? Of(SafeFileHandle file)
    {
        Span<byte> stat = stackalloc byte[StatxSize];
        fixed (byte* start = stat)
        {
            if (Statx(file, "", EmptyPath, WantChangeTime, start) != 0)
                return null;
        }
        var seconds = BinaryPrimitives.ReadInt64LittleEndian(stat[ChangeTimeOffset..]);
        var nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(stat[(ChangeTimeOffset + 8)..]);
        return DateTimeOffset
            .FromUnixTimeSeconds(seconds)
            .AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(
        SafeFileHandle directory,
        string path,
        int flags,
        uint mask,
        byte* stat
    );
}
