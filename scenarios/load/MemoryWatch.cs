using System.Globalization;

namespace Verify.Scenarios.Load;

/// <summary>How much this process grows: its private memory, without files and the kernel's socket buffers.</summary>
internal sealed class MemoryWatch : IDisposable
{
    // Buffers grow within seconds and stay: no peak is missed.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    // RssAnon of proc(5): pages of our own that are in memory.
    private const string Row = "RssAnon:";

    private readonly long before;
    private readonly Timer timer;
    private long most;

    private MemoryWatch(long before)
    {
        (this.before, most) = (before, before);
        timer = new(_ => Look(), null, BetweenLooks, BetweenLooks);
    }

    /// <summary>Zero where the system does not say.</summary>
    public long Grown => Interlocked.Read(ref most) - before;

    public static MemoryWatch Start()
    {
        // What the look at the stream has left behind is not the viewers'.
        GC.Collect();
        return new(Now());
    }

    public void Dispose() => timer.Dispose();

    private void Look() =>
        Interlocked.Exchange(ref most, Math.Max(Interlocked.Read(ref most), Now()));

    private static long Now() =>
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status")
            .FirstOrDefault(line => line.StartsWith(Row, StringComparison.Ordinal))
            ?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            is [_, var kilobytes, ..]
        && long.TryParse(kilobytes, CultureInfo.InvariantCulture, out var number)
            ? number * 1024
            : 0;
}
