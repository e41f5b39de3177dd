using System.Globalization;
using System.Runtime.InteropServices;

namespace Verify.Instruments.Workers;

/// <summary>Whether an nginx master has nothing to do: it sleeps in sigsuspend(2) and nowhere else then.</summary>
public static class MasterRest
{
    // rt_sigsuspend in the kernel's tables: asm/unistd_64.h and asm-generic/unistd.h.
    private static int SigSuspend =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 130 : 133;

    /// <summary>
    /// True while it waits for a signal, false while it is at work (it reads a configuration, asks for names, starts
    /// workers), null where that cannot be seen (another user's, or a kernel that does not say).
    /// </summary>
    public static bool? IsResting(int master)
    {
        try
        {
            // proc(5), syscall: the number first; "running" while it is not in the kernel.
            var said = File.ReadAllText($"/proc/{master}/syscall").Split(' ')[0].Trim();
            return int.TryParse(said, CultureInfo.InvariantCulture, out var call)
                ? call == SigSuspend
                : false;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
