using System.Text;

namespace Verify.Engine.Linux;

/// <summary>What a file carries beside its content: ACLs, a security label, marks of the user's.</summary>
internal static class ExtendedAttributes
{
    // What the kernel allows for one value and for a list of names (linux/limits.h).
    private const int Most = 65536;

    /// <summary>
    /// As far as it can be done: what this user may not set, or the file system does not know, stays behind.
    /// </summary>
    public static void Copy(string from, string to)
    {
        var names = new byte[Most];
        var length = (int)Libc.LListXAttr(from, names, Most);
        if (length <= 0)
            return;
        var value = new byte[Most];
        foreach (
            var name in Encoding
                .UTF8.GetString(names, 0, length)
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        )
            if (Libc.LGetXAttr(from, name, value, Most) is >= 0 and var size)
                _ = Libc.LSetXAttr(to, name, value, size, 0);
    }
}
