using System.Globalization;

namespace Verify.Engine.Labs;

/// <summary>How often the kernel has ended processes for want of memory, in this program's cgroup and on the machine.</summary>
/// <remarks>Source: cgroup-v2, memory.events; cgroup-v1, memory.oom_control; proc(5), /proc/vmstat.</remarks>
internal sealed record MemoryEvents(long? OfGroup, long? OfMachine)
{
    private const string Root = "/sys/fs/cgroup";
    private const string Count = "oom_kill";

    public static MemoryEvents Look() =>
        new(Files().Select(Read).FirstOrDefault(found => found is not null), Read("/proc/vmstat"));

    /// <summary>What there was since then, in words; null where there was nothing.</summary>
    public static string? Since(MemoryEvents before)
    {
        var now = Look();
        return now.OfGroup > before.OfGroup
                ? $"the kernel was out of memory in its cgroup ({Count} went from {before.OfGroup} to {now.OfGroup})"
            : now.OfMachine > before.OfMachine
                ? $"the kernel was out of memory ({Count} of the machine went from {before.OfMachine} to {now.OfMachine})"
            : null;
    }

    // "0::/user.slice" of version 2, "4:memory:/docker/..." of version 1.
    private static IEnumerable<string> Files()
    {
        foreach (var line in Lines("/proc/self/cgroup"))
            if (line.Split(':', 3) is [var number, var controllers, var group])
            {
                if (controllers.Split(',').Contains("memory"))
                    yield return $"{Root}/memory{group}/memory.oom_control";
                else if (number == "0")
                    yield return $"{Root}{group}/memory.events";
            }
    }

    private static long? Read(string path) =>
        Lines(path).Select(line => line.Split(' ')).FirstOrDefault(words => words[0] == Count)
            is [_, var count, ..]
            ? long.Parse(count, CultureInfo.InvariantCulture)
            : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // No such controller here, or not to be seen.
            return [];
        }
    }
}
