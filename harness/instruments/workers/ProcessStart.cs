using System.Globalization;

namespace Verify.Instruments.Workers;

/// <summary>When a process was started: with its pid it names one process and no later one.</summary>
public static class ProcessStart
{
    // proc(5): starttime is field 22; the fields after the name in parentheses begin with field 3.
    private const int StartTime = 22 - 3;

    /// <summary>In clock ticks since the machine booted; null where the process is gone.</summary>
    public static long? Of(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return long.Parse(
                stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartTime],
                CultureInfo.InvariantCulture
            );
        }
        catch (IOException)
        {
            return null;
        }
    }
}
