namespace Verify.Engine;

/// <summary>Whom a file or folder belongs to, by numbers that can be used here.</summary>
internal static class Owner
{
    // struct statx (statx(2)): the same on every machine; linux/stat.h.
    private const int StatXSize = 256;
    private const int UserAt = 20;
    private const int GroupAt = 24;
    private const uint UserAndGroup = 0x18;
    private const int AtFdCwd = -100;

    public static (int User, int Group) Of(string path)
    {
        Span<byte> found = stackalloc byte[StatXSize];
        Libc.Check(Libc.StatX(AtFdCwd, path, 0, UserAndGroup, found), $"looking at {path}");
        return (
            Lab.MappedId(BitConverter.ToInt32(found[UserAt..])),
            Lab.MappedId(BitConverter.ToInt32(found[GroupAt..]))
        );
    }
}
