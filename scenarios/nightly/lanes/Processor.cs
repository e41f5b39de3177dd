namespace Verify.Scenarios.Nightly.Lanes;

/// <summary>A processor that this program may use.</summary>
/// <param name="Core">Which piece of silicon it is: two that say the same share it.</param>
internal sealed record Processor(int Id, string Core)
{
    private const string Allowed = "Cpus_allowed_list:";

    /// <summary>Those of this machine that this program is allowed, with their cores.</summary>
    public static IReadOnlyList<Processor> OfThisMachine() =>
        [
            .. Numbers(
                    File.ReadLines("/proc/self/status")
                        .First(line => line.StartsWith(Allowed, StringComparison.Ordinal))[
                        Allowed.Length..
                    ]
                )
                .Select(id => new Processor(id, CoreOf(id))),
        ];

    /// <summary>A list as the kernel writes it: 0-3,8.</summary>
    public static IEnumerable<int> Numbers(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => Array.ConvertAll(part.Split('-'), int.Parse))
            .SelectMany(range => Enumerable.Range(range[0], range[^1] - range[0] + 1));

    private static string CoreOf(int id)
    {
        var siblings = $"/sys/devices/system/cpu/cpu{id}/topology/thread_siblings_list";
        // Some containers hide it: then each processor is taken for a core of its own, as the kernel shows it.
        return File.Exists(siblings) ? File.ReadAllText(siblings).Trim() : $"{id}";
    }
}
