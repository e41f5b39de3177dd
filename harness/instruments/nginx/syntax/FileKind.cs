using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>What kind of file a path leads to, found out without opening it: a pipe would keep its reader waiting.</summary>
public static partial class FileKind
{
    private const int CurrentFolder = -100;
    private const uint WantType = 0x1;
    private const int StatxSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;

    /// <returns>Null for a regular file, and for what cannot be looked at: opening it will say why.</returns>
    public static unsafe string? OtherThanFile(string path)
    {
        Span<byte> stat = stackalloc byte[StatxSize];
        fixed (byte* start = stat)
        {
            if (Statx(CurrentFolder, path, 0, WantType, start) != 0)
            {
                return null;
            }
        }
        return (BinaryPrimitives.ReadUInt16LittleEndian(stat[ModeOffset..]) & TypeMask) switch
        {
            0x1000 => "a pipe",
            0x2000 => "a device",
            0x4000 => "a folder",
            0x6000 => "a disk",
            0xC000 => "a socket",
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(
        int folder,
        string path,
        int flags,
        uint mask,
        byte* stat
    );
}
