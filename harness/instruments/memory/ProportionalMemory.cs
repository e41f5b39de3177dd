using System.Globalization;

namespace Verify.Instruments.Memory;

/// <summary>What a process takes of the machine's memory: a page that n processes share counts an nth (PSS).</summary>
public static class ProportionalMemory
{
    private const int Kibibyte = 1024;

    /// <returns>Bytes, from /proc/PID/smaps_rollup (proc(5)); of the kernel's socket buffers it says nothing.</returns>
    /// <exception cref="IOException">The process is gone.</exception>
    public static long Of(int pid) =>
        File.ReadLines($"/proc/{pid}/smaps_rollup")
            .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
            .Select(kibibytes => long.Parse(kibibytes, CultureInfo.InvariantCulture) * Kibibyte)
            .First();
}
