using Verify.Origin.NixCache.Sizes;

namespace Verify.Origin.NixCache.Hardware;

/// <summary>What limits a cache on a machine first.</summary>
/// <param name="Part">The part of the machine, such as memory.</param>
/// <param name="Cure">What would move it.</param>
public sealed record Bottleneck(string Part, string Reason, string Cure)
{
    private const int Gigabit = 1000;

    private static readonly ByteSize EnoughMemory = ByteSize.OfGiB(7);
    private static readonly ByteSize EnoughFree = ByteSize.OfGB(20);

    // Waiting a fifth of the time is what the monitor's alarm asks for too.
    private const double HighPressure = 20;

    private sealed record Rule(
        string Part,
        Func<HostReport, HostInterface?, bool> Limits,
        Func<HostReport, HostInterface?, string> Reason,
        string Cure
    );

    // What costs a client most comes first.
    private static readonly Rule[] Rules =
    [
        new(
            "network",
            (_, cable) => cable is null,
            (_, _) => "no wired interface is free for a direct cable",
            "Fit a second network card; the cache must not share the way to the Internet."
        ),
        new(
            "network",
            (_, cable) => cable is { SpeedMbit: { } speed and > 0 } && speed < Gigabit,
            (_, cable) =>
                $"{cable!.Name} runs at {cable.SpeedMbit} Mbit/s, and any disk reads faster",
            "Use a cable of category 5e or better, and gigabit ports at both ends."
        ),
        new(
            "storage",
            (host, _) => host.Storage == StorageKind.Hdd,
            (host, _) =>
                $"{host.DiskPath} lies on a turning disk: it reads some hundred small files a second, and a closure has hundreds of narinfos",
            "Put the cache on an SSD."
        ),
        new(
            "storage",
            (host, _) => host.DiskFree < EnoughFree,
            (host, _) =>
                $"{host.DiskFree.AsStorage} of {host.Disk.AsStorage} are free on {host.DiskPath}, and the closure of a desktop takes some 10 GB",
            "Collect garbage, or fit a larger disk."
        ),
        new(
            "memory",
            (host, _) => host.Memory < EnoughMemory || host.MemoryPressure > HighPressure,
            (host, _) =>
                $"{host.Memory} leave room for {Math.Max(1, (int)(host.Memory.GiB / 2))} builds at a time and little for the page cache",
            "Fit 8GB or more: builds run side by side, and what is asked often is served from memory."
        ),
        new(
            "processor",
            (host, _) => host.Memory.GiB / 2 > host.Cores * 2,
            (host, _) =>
                $"{host.Cores} cores for {host.Memory} RAM: builds wait for processors, not for memory",
            "A processor with more cores, if the board takes one."
        ),
    ];

    /// <param name="cable">The interface of the direct cable; null where there is none.</param>
    public static Bottleneck Of(HostReport host, HostInterface? cable) =>
        Rules.FirstOrDefault(rule => rule.Limits(host, cable)) is { } found
            ? new(found.Part, found.Reason(host, cable), found.Cure)
            : new(
                "network",
                "disk, memory and processor are enough: a gigabit cable carries 118 MB/s, and nothing here is slower",
                "Compress what is published (zstd), or use 2.5 Gbit/s ports at both ends."
            );
}
