using System.Buffers.Binary;
using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>Who can write to a file or folder, beside those who are trusted.</summary>
internal static class Writers
{
    private const string Everyone = "everyone";

    // acl(5), linux/posix_acl_xattr.h: a version, then entries of tag, permission and id.
    private const string AccessList = "system.posix_acl_access";
    private const int HeadSize = 4;
    private const int EntrySize = 8;
    private const int User = 0x02;
    private const int Group = 0x08;
    private const int Write = 2;
    private const int MostBytes = 65536;

    /// <param name="path">Where its access control list can be read.</param>
    /// <returns>One whom we have no reason to trust; null where there is none.</returns>
    public static string? Stranger(FileFacts facts, string path)
    {
        if (facts.IsWritableByAll)
            return Everyone;
        // With an access control list, the group's bits are the most that anyone named in it can have.
        if (!facts.IsWritableByGroup)
            return null;
        return IsPrivate(facts.Group, facts.User)
            ? Listed(path, facts.User)
            : UserNames.OfGroup(facts.Group);
    }

    // Debian and Ubuntu give each user a group of his own, and some let it write (umask 002).
    private static bool IsPrivate(int group, int owner) =>
        UserNames.In(group, owner) is { } members && members.All(TrustedUsers.Include);

    private static string? Listed(string path, int owner)
    {
        var list = new byte[MostBytes];
        var size = (int)Libc.LGetXAttr(path, AccessList, list, MostBytes);
        for (var at = HeadSize; at + EntrySize <= size; at += EntrySize)
        {
            var tag = BinaryPrimitives.ReadUInt16LittleEndian(list.AsSpan(at));
            var may = BinaryPrimitives.ReadUInt16LittleEndian(list.AsSpan(at + sizeof(ushort)));
            var id = BinaryPrimitives.ReadInt32LittleEndian(list.AsSpan(at + sizeof(int)));
            if ((may & Write) == 0)
                continue;
            if (tag == User && !TrustedUsers.Include(id))
                return UserNames.OfUser(id);
            if (tag == Group && !IsPrivate(id, owner))
                return UserNames.OfGroup(id);
        }
        return null;
    }
}
