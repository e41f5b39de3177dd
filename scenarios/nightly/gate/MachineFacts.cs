using Verify.Reports.Tree;

namespace Verify.Scenarios.Nightly.Gate;

/// <summary>The facts of a machine without which figures of two nights are not comparable.</summary>
internal static class MachineFacts
{
    private const string Model = "model name";
    private const string Cpu = "cpu";
    private const string Cores = "cores";

    // A kernel or a runtime is renewed too often to begin again with each; these change what is measured.
    private static readonly string[] FromRecord = [Cores, "nginx", "ffmpeg"];

    /// <summary>As the run's own record has them; those that it does not know are not in it.</summary>
    public static IReadOnlyDictionary<string, string> Of(RunTree? run)
    {
        var facts = new Dictionary<string, string> { [Cpu] = CpuModel() };
        foreach (var fact in run?.Environment ?? [])
            if (FromRecord.Contains(fact.Name))
                facts[fact.Name] = fact.Value;
        return facts;
    }

    /// <summary>What is known of it before anything has run.</summary>
    public static IReadOnlyDictionary<string, string> OfThisMachine() =>
        new Dictionary<string, string>
        {
            [Cpu] = CpuModel(),
            [Cores] = $"{Environment.ProcessorCount}",
        };

    public static bool AreComparable(
        IReadOnlyDictionary<string, string> tonight,
        IReadOnlyDictionary<string, string> then
    ) => Differences(tonight, then).Count == 0;

    /// <summary>"nginx 1.22.1 -> 1.26.3": why two nights cannot be compared.</summary>
    public static IReadOnlyList<string> Differences(
        IReadOnlyDictionary<string, string> tonight,
        IReadOnlyDictionary<string, string> then
    ) =>
        [
            .. tonight
                .Keys.Union(then.Keys)
                .Order(StringComparer.Ordinal)
                .Where(name => tonight.GetValueOrDefault(name) != then.GetValueOrDefault(name))
                .Select(name =>
                    $"{name} {then.GetValueOrDefault(name, "unknown")} -> {tonight.GetValueOrDefault(name, "unknown")}"
                ),
        ];

    private static string CpuModel() =>
        File.ReadLines("/proc/cpuinfo")
            .Where(line => line.StartsWith(Model, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
            // Not every architecture names one.
            .FirstOrDefault("unknown");
}
