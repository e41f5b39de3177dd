using Verify.Origin.NixCache.Rules;

namespace Verify.Origin.NixCache.Monitor;

/// <summary>The alarms of a cache, from the values that its design has chosen.</summary>
public static class AlarmRules
{
    // The plan's targets.
    private const double LeastHitRatio = 0.8;
    private const double MostNarinfoSeconds = 0.1;

    // A client opens at most 25 (http-connections); two clients share the cable at most.
    private const int MostConnections = 50;
    private const double MostErrors = 0.01;
    private const double MostPressure = 20;

    // Two probes in a row: one may meet a reload.
    private static readonly TimeSpan TwoProbes = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan While = TimeSpan.FromMinutes(5);

    // The timer is weekly; the day is for a machine that was off.
    private static readonly TimeSpan LongestWithoutCollection = TimeSpan.FromDays(8);

    public static IReadOnlyList<AlarmRule> For(ServerTuning tuning) =>
        [
            new(
                "CacheDown",
                MetricNames.Up,
                Threshold.Below(1),
                TwoProbes,
                "The cache does not answer: nginx is stopped, hangs, or has lost its address.",
                "systemctl status nginx; then journalctl -u nginx. Clients go on without it in the meantime."
            ),
            new(
                "InterfaceDown",
                MetricNames.InterfaceUp,
                Threshold.Below(1),
                TwoProbes,
                "The cable's interface is gone, renamed, or without a carrier.",
                "ip link. Plug the cable in, or generate the configuration again with the new name (nix-cache config --interface)."
            ),
            new(
                "DiskFull",
                MetricNames.DiskFree,
                Threshold.Below(tuning.MinFree.Bytes),
                TimeSpan.Zero,
                $"Less than min-free ({tuning.MinFree.AsStorage}) is free: publishing is about to fail.",
                "systemctl start nix-gc; if that frees nothing, lower the age in nix.gc.options or fit a larger disk."
            ),
            new(
                "MemoryPressure",
                MetricNames.MemoryPressure,
                Threshold.Above(MostPressure),
                Moment,
                "Processes wait for memory: builds swap, and answers from the disk get slow.",
                "Lower nix.settings.max-jobs, or fit more memory and generate the configuration again."
            ),
            new(
                "LowHitRate",
                MetricNames.HitRatio,
                Threshold.Below(LeastHitRatio),
                While,
                "More than a fifth of what clients ask for is not there: publishing has stopped, or clients build from another nixpkgs.",
                "systemctl status nix-cache-publish; compare the nixpkgs revision of server and client."
            ),
            new(
                "SlowNarinfo",
                MetricNames.LatencyP99,
                Threshold.Above(MostNarinfoSeconds),
                While,
                "One narinfo in a hundred takes more than 100 ms: the disk is busy or spins up.",
                "iostat -x 1; a cache on a turning disk belongs on an SSD."
            ),
            new(
                "ServerErrors",
                MetricNames.ErrorRatio,
                Threshold.Above(MostErrors),
                Moment,
                "More than one answer in a hundred is an error of the server's.",
                "The error log of nginx names the file: most often its rights or a damaged disk."
            ),
            new(
                "ManyConnections",
                MetricNames.Connections,
                Threshold.Above(MostConnections),
                Moment,
                "More connections than two clients open: somebody else has reached the cache, or connections are not closed.",
                "ss -tn 'sport = :5000' names them."
            ),
            new(
                "CollectionOverdue",
                MetricNames.CollectionAge,
                Threshold.Above(LongestWithoutCollection.TotalSeconds),
                TimeSpan.Zero,
                "Garbage was not collected for more than 8 days: the disk will fill.",
                "systemctl list-timers nix-gc; journalctl -u nix-gc."
            ),
        ];
}
