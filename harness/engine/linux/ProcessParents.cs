using System.Globalization;

namespace Verify.Engine.Linux;

/// <summary>Who started a process, and in which session it is.</summary>
public sealed record ProcessParents(int Pid, int Parent, int Session)
{
    // proc(5): after the name in parentheses come state, parent, group and session.
    private const int ParentAt = 1;
    private const int SessionAt = 3;

    /// <summary>Of every process that can be seen from here.</summary>
    public static IReadOnlyList<ProcessParents> List() =>
        [.. Processes.Pids().Select(Of).OfType<ProcessParents>()];

    public static ProcessParents? Of(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new(pid, Number(fields[ParentAt]), Number(fields[SessionAt]));
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return null;
        }
    }

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}
