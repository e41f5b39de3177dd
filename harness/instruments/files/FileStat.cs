using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Verify.Instruments.Files;

/// <summary>What the kernel knows of a file (statx(2)).</summary>
/// <param name="Links">Names that it has; none once it is deleted and only held open.</param>
/// <param name="Bytes">Allocated for it.</param>
/// <param name="Changed">When its inode last changed; a rename does that.</param>
internal readonly partial record struct FileStat(
    long Device,
    long Inode,
    uint Links,
    long Bytes,
    DateTimeOffset Changed
)
{
    private const int EmptyPath = 0x1000;
    private const int AtWorkingDirectory = -100;
    private const uint BasicStats = 0x7ff;
    private const int StatxSize = 256;
    private const int BlockBytes = 512;

    public static unsafe FileStat? Of(SafeFileHandle file)
    {
        Span<byte> stat = stackalloc byte[StatxSize];
        fixed (byte* start = stat)
            return Statx(file, "", EmptyPath, BasicStats, start) == 0 ? Read(stat) : null;
    }

    /// <summary>Of what a path leads to, links followed; /proc/PID/fd/N leads to a file without a name too.</summary>
    public static unsafe FileStat? Of(string path)
    {
        Span<byte> stat = stackalloc byte[StatxSize];
        fixed (byte* start = stat)
            return Statx(AtWorkingDirectory, path, 0, BasicStats, start) == 0 ? Read(stat) : null;
    }

    // struct statx, as in linux/stat.h.
    private static FileStat Read(ReadOnlySpan<byte> stat) =>
        new(
            BinaryPrimitives.ReadInt64LittleEndian(stat[136..]),
            BinaryPrimitives.ReadInt64LittleEndian(stat[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(stat[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(stat[48..]) * BlockBytes,
            DateTimeOffset
                .FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(stat[96..]))
                .AddTicks(
                    BinaryPrimitives.ReadUInt32LittleEndian(stat[104..])
                        / TimeSpan.NanosecondsPerTick
                )
        );

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(
        SafeFileHandle directory,
        string path,
        int flags,
        uint mask,
        byte* stat
    );

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(
        int directory,
        string path,
        int flags,
        uint mask,
        byte* stat
    );
}
