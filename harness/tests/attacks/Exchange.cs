using System.Runtime.InteropServices;
using System.Text;

namespace Verify.Tests.Attacks;

/// <summary>A stranger's process that exchanges two entries of folders, again and again, until it is ended.</summary>
internal static class Exchange
{
    public const string Word = "exchange";

    // renameat2(2): at no moment is either of the names missing.
    private const int AtFdCwd = -100;
    private const uint RenameExchange = 2;

    public static int Run(string one, string other)
    {
        var (from, to) = (Encoding.UTF8.GetBytes(one + '\0'), Encoding.UTF8.GetBytes(other + '\0'));
        while (true)
            _ = RenameAt2(AtFdCwd, from, AtFdCwd, to, RenameExchange);
    }

    [DllImport("libc", EntryPoint = "renameat2")]
    private static extern int RenameAt2(
        int oldFolder,
        byte[] from,
        int newFolder,
        byte[] to,
        uint flags
    );
}
