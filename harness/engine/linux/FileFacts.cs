using System.Runtime.InteropServices;

namespace Verify.Engine.Linux;

/// <summary>What the kernel says of an entry of a folder.</summary>
/// <param name="Mode">Its permissions, without its type.</param>
/// <param name="Modified">When its content last changed, in nanoseconds since 1970: .NET knows it to 100 ns only.</param>
internal sealed record FileFacts(
    int Type,
    int Mode,
    int User,
    int Group,
    int Links,
    long Size,
    long Modified,
    (ulong Inode, int Major, int Minor) Identity
)
{
    // struct statx (statx(2)): the same on every machine; linux/stat.h.
    private const int StatXSize = 256;
    private const int LinksAt = 16;
    private const int UserAt = 20;
    private const int GroupAt = 24;
    private const int ModeAt = 28;
    private const int InodeAt = 32;
    private const int SizeAt = 40;
    private const int ModifiedAt = 112;
    private const int NanosecondsAt = 120;
    private const int DeviceAt = 136;
    private const uint BasicStats = 0x7ff;
    private const int TypeMask = 0xf000;
    private const int PlainType = 0x8000;
    private const int FolderType = 0x4000;
    private const int LinkType = 0xa000;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private const int StickyBit = 0x200;
    private const int OthersWrite = 2;
    private const int GroupWrite = 16;

    /// <summary>In such a folder only its owner, and that of an entry, may take the entry away.</summary>
    public bool IsSticky => (Mode & StickyBit) != 0;
    public bool IsWritableByAll => (Mode & OthersWrite) != 0;
    public bool IsWritableByGroup => (Mode & GroupWrite) != 0;
    public bool IsPlain => Type == PlainType;
    public bool IsFolder => Type == FolderType;
    public bool IsLink => Type == LinkType;

    /// <returns>Null where nothing is.</returns>
    public static FileFacts? Of(string path, bool followed = false)
    {
        Span<byte> found = stackalloc byte[StatXSize];
        var flags = followed ? 0 : Libc.AtSymlinkNofollow;
        return IsThere(Libc.StatX(Libc.AtFdCwd, path, flags, BasicStats, found), path)
            ? Of(found)
            : null;
    }

    /// <summary>Of an entry of an open folder; of the folder itself where the name is empty.</summary>
    /// <returns>Null where nothing is.</returns>
    public static FileFacts? At(SafeHandle folder, string name)
    {
        Span<byte> found = stackalloc byte[StatXSize];
        const int flags = Libc.AtSymlinkNofollow | Libc.AtEmptyPath;
        return IsThere(Libc.StatX(folder, name, flags, BasicStats, found), name) ? Of(found) : null;
    }

    private static bool IsThere(int result, string path)
    {
        if (result < 0 && Marshal.GetLastPInvokeError() is Libc.NoEntry or Libc.NoFolder)
            return false;
        Libc.Check(result, $"looking at {path}");
        return true;
    }

    private static FileFacts Of(ReadOnlySpan<byte> found)
    {
        var mode = BitConverter.ToUInt16(found[ModeAt..]);
        return new(
            mode & TypeMask,
            mode & ~TypeMask,
            BitConverter.ToInt32(found[UserAt..]),
            BitConverter.ToInt32(found[GroupAt..]),
            BitConverter.ToInt32(found[LinksAt..]),
            BitConverter.ToInt64(found[SizeAt..]),
            BitConverter.ToInt64(found[ModifiedAt..]) * NanosecondsPerSecond
                + BitConverter.ToUInt32(found[NanosecondsAt..]),
            (
                BitConverter.ToUInt64(found[InodeAt..]),
                BitConverter.ToInt32(found[DeviceAt..]),
                BitConverter.ToInt32(found[(DeviceAt + sizeof(int))..])
            )
        );
    }

    /// <summary>Puts something into a folder, or takes it away, and has the folder look as if nobody had.</summary>
    public static void KeepModified(string folder, Action act)
    {
        var before = Of(folder)?.Modified;
        act();
        if (before is { } modified)
            SetModified(folder, modified);
    }

    /// <summary>Has an entry look as if it had last been changed then.</summary>
    public static void SetModified(string path, long nanoseconds)
    {
        var (seconds, rest) = Math.DivRem(nanoseconds, NanosecondsPerSecond);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + NanosecondsPerSecond);
        // First when it was last read: that stays.
        Libc.Check(
            Libc.UTimeNsAt(
                Libc.AtFdCwd,
                path,
                [0, Libc.UtimeOmit, seconds, rest],
                Libc.AtSymlinkNofollow
            ),
            $"putting back when {path} was last changed"
        );
    }
}
