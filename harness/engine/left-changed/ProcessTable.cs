using System.Globalization;
using Verify.Engine.Linux;

namespace Verify.Engine.LeftChanged;

/// <summary>The processes that are a run's own, without this program.</summary>
internal static class ProcessTable
{
    public const string Kind = "process";

    // Enough to know it again; an encoder's arguments fill a page.
    private const int LongestTitle = 100;

    private const int First = 1;

    /// <param name="inLab">Everything that can be seen is the run's own; else what descends from this program.</param>
    public static IReadOnlyList<SeenProcess> Look(bool inLab)
    {
        var seen = Processes.Pids().Select(Read).OfType<SeenProcess>().ToDictionary(one => one.Id);
        // Whoever entered a lab from outside has a parent that cannot be seen from in here.
        var root = inLab ? First : Environment.ProcessId;
        return
        [
            .. seen.Values.Where(one =>
                !one.HasEnded && one.Id != Environment.ProcessId && Descends(one, root, seen)
            ),
        ];
    }

    /// <summary>All that can be seen, whoever they belong to.</summary>
    public static IReadOnlyList<SeenProcess> LookAtAll() =>
        [.. Processes.Pids().Select(Read).OfType<SeenProcess>().Where(one => !one.HasEnded)];

    public static Fingerprint Fingerprint(IEnumerable<SeenProcess> processes) =>
        new(
            processes.ToDictionary(
                // An id is given again, but never to a process that started at the same moment.
                one => $"{Kind} {one.Id} {one.Started}",
                one => new Thing($"process {one.Id} {Title(one)} (started by the run)"),
                StringComparer.Ordinal
            )
        );

    /// <summary>By what they call themselves, and how many: a server's new worker stands for one that has ended.</summary>
    public static Fingerprint ByTitle(IEnumerable<SeenProcess> processes) =>
        new(
            processes
                .CountBy(Title)
                .ToDictionary(
                    pair => $"{Kind} {pair.Key}",
                    pair => new Thing($"process {pair.Key}", $"there {Times(pair.Value)}"),
                    StringComparer.Ordinal
                )
        );

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private static string Title(SeenProcess one)
    {
        try
        {
            var title = Processes.Title(one.Id);
            return title.Length == 0 ? one.Name
                : title.Length > LongestTitle ? title[..LongestTitle] + "..."
                : title;
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return one.Name;
        }
    }

    private static bool Descends(
        SeenProcess one,
        int root,
        IReadOnlyDictionary<int, SeenProcess> seen
    )
    {
        // One that has ended meanwhile breaks the line; the next look has it under its new parent.
        for (var at = one; ; )
        {
            if (at.Parent == root)
                return true;
            if (!seen.TryGetValue(at.Parent, out var parent) || parent.Id == at.Id)
                return false;
            at = parent;
        }
    }

    // /proc/[pid]/stat, proc(5): "pid (name) state parent ...", the start as field 22; a name may hold anything.
    private static SeenProcess? Read(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            var fields = stat[(close + 2)..].Split(' ');
            return new(
                pid,
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                stat[(open + 1)..close],
                fields[19],
                // What nobody has waited for yet is gone all the same: .NET waits only for what it has started itself.
                HasEnded: fields[0] is "Z" or "X"
            );
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return null;
        }
    }
}

/// <summary>A process as it was found.</summary>
/// <param name="Started">In clock ticks since the machine booted.</param>
internal sealed record SeenProcess(int Id, int Parent, string Name, string Started, bool HasEnded);
