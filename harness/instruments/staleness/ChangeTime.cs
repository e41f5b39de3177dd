using Microsoft.Win32.SafeHandles;
using Verify.Instruments.Files;

namespace Verify.Instruments.Staleness;

/// <summary>When the kernel last changed a file's inode (stx_ctime, statx(2)); a rename does.</summary>
/// <remarks>
/// A thread may be told of a rename long after it, on a machine that is busy. The inode keeps the time itself,
/// from a clock that moves once a timer tick, so the rename lies within a tick after it.
/// </remarks>
internal static class ChangeTime
{
    /// <summary>The longest timer tick that Linux is built with (CONFIG_HZ=100).</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static DateTimeOffset? Of(SafeFileHandle file) => FileStat.Of(file)?.Changed;
}
