namespace Verify.Engine.Linux;

/// <summary>Which file a path leads to, and when that was last changed.</summary>
/// <param name="Modified">Its content (mtime): anyone may set it to what they like.</param>
/// <param name="Changed">Anything of it, its name among others (ctime): set by the kernel alone.</param>
public sealed record FileStamp(
    (uint Major, uint Minor) Device,
    ulong Inode,
    DateTimeOffset Modified,
    DateTimeOffset Changed
)
{
    // struct statx (statx(2)): the same on every machine; linux/stat.h.
    private const int Size = 256;
    private const int InodeAt = 32;
    private const int ChangedAt = 96;
    private const int ModifiedAt = 112;
    private const int DeviceAt = 136;
    private const uint TimesAndInode = 0x40 | 0x80 | 0x100;
    private const int AtFdCwd = -100;
    private const int NoFollow = 0x100;

    /// <summary>Null where there is nothing, or no right to look.</summary>
    /// <param name="ofLink">Of a symbolic link itself.</param>
    public static FileStamp? Of(string path, bool ofLink = false)
    {
        Span<byte> found = stackalloc byte[Size];
        if (Libc.StatX(AtFdCwd, path, ofLink ? NoFollow : 0, TimesAndInode, found) < 0)
            return null;
        return new(
            (
                BitConverter.ToUInt32(found[DeviceAt..]),
                BitConverter.ToUInt32(found[(DeviceAt + 4)..])
            ),
            BitConverter.ToUInt64(found[InodeAt..]),
            Time(found[ModifiedAt..]),
            Time(found[ChangedAt..])
        );
    }

    /// <summary>Whether there is a file that keeps what is written to it: no folder, device or pipe.</summary>
    public static bool LeadsToPlainFile(string path) =>
        FileFacts.Of(path, followed: true)?.IsPlain == true;

    public bool IsSameFile(FileStamp? other) =>
        other is not null && other.Device == Device && other.Inode == Inode;

    private static DateTimeOffset Time(ReadOnlySpan<byte> at) =>
        DateTimeOffset
            .FromUnixTimeSeconds(BitConverter.ToInt64(at))
            .AddTicks(BitConverter.ToUInt32(at[8..]) / TimeSpan.NanosecondsPerTick);
}
