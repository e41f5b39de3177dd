using System.Diagnostics;
using System.Globalization;
using Verify.Origin.NixCache.Hardware;

namespace Verify.Origin.NixCache.Monitor;

/// <summary>Looks at a running cache from the machine, and the network namespace, that it runs in.</summary>
public sealed class CacheMonitor : IDisposable
{
    /// <summary>What the log's figures are taken over.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    // The answer is a file of 60 bytes: a server that takes longer hangs.
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(2);

    private readonly MonitoredCache cache;
    private readonly TimeProvider clock;
    private readonly LogTail log;
    private readonly Queue<LogEntry> entries = new();
    private readonly HttpClient probe = new() { Timeout = ProbePatience };
    private (int Answered, int All) probes;

    public CacheMonitor(MonitoredCache cache, TimeProvider clock)
    {
        (this.cache, this.clock) = (cache, clock);
        log = new(cache.AccessLog);
        // A connection kept open would be counted among the clients'.
        probe.DefaultRequestHeaders.ConnectionClose = true;
    }

    /// <summary>All figures as they are now.</summary>
    public async Task<IReadOnlyList<Metric>> ObserveAsync(CancellationToken ct)
    {
        var connections = Connections.Count(cache.Server.Port);
        var isUp = await AnswersAsync(ct);
        probes = (probes.Answered + (isUp ? 1 : 0), probes.All + 1);
        return
        [
            new(MetricNames.Up, "1 if nix-cache-info was answered.", isUp ? 1 : 0),
            new(
                MetricNames.Availability,
                "Share of this monitor's probes that were answered.",
                (double)probes.Answered / probes.All
            ),
            new(MetricNames.Connections, "Open connections to the cache's port.", connections),
            new(
                MetricNames.InterfaceUp,
                "1 if the cable's interface is there and has a carrier.",
                HasCarrier ? 1 : 0
            ),
            .. Uptime,
            .. Disk,
            .. Pressure,
            .. Collection,
            .. LogFigures.Of(Recent()),
        ];
    }

    public void Dispose() => probe.Dispose();

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            var text = await probe.GetStringAsync($"{cache.Server.Url}/nix-cache-info", ct);
            return text.StartsWith("StoreDir:", StringComparison.Ordinal);
        }
        catch (Exception refused)
            when (refused is HttpRequestException || !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private bool HasCarrier
    {
        get
        {
            try
            {
                var carrier = File.ReadAllText($"/sys/class/net/{cache.Interface}/carrier");
                return carrier.Trim() == "1";
            }
            catch (IOException)
            {
                // It is not there, or it is down: the kernel refuses to say.
                return false;
            }
        }
    }

    private IEnumerable<Metric> Uptime
    {
        get
        {
            DateTime started;
            try
            {
                var id = File.ReadAllText(cache.PidFile).Trim();
                using var server = Process.GetProcessById(
                    int.Parse(id, CultureInfo.InvariantCulture)
                );
                started = server.StartTime;
            }
            catch (Exception gone)
                when (gone
                        is IOException
                            or UnauthorizedAccessException
                            or FormatException
                            or ArgumentException
                            or InvalidOperationException
                )
            {
                yield break;
            }
            yield return new(
                MetricNames.Uptime,
                "How long nginx has been running.",
                Math.Max(0, (clock.GetUtcNow() - started.ToUniversalTime()).TotalSeconds)
            );
        }
    }

    private IEnumerable<Metric> Disk
    {
        get
        {
            if (!Directory.Exists(cache.Server.Folder))
                yield break;
            var disk = new DriveInfo(cache.Server.Folder);
            yield return new(
                MetricNames.DiskFree,
                "Free bytes where the cache lies.",
                disk.AvailableFreeSpace
            );
            yield return new(MetricNames.DiskSize, "Size of that file system.", disk.TotalSize);
        }
    }

    private static IEnumerable<Metric> Pressure =>
        MemoryPressure.Read() is { } percent
            ?
            [
                new(
                    MetricNames.MemoryPressure,
                    "Percent of the last 10 s in which some process waited for memory.",
                    percent
                ),
            ]
            : [];

    private IEnumerable<Metric> Collection =>
        File.Exists(cache.CollectionStamp)
            ?
            [
                new(
                    MetricNames.CollectionAge,
                    "Time since garbage was last collected.",
                    (
                        clock.GetUtcNow() - File.GetLastWriteTimeUtc(cache.CollectionStamp)
                    ).TotalSeconds
                ),
            ]
            : [];

    private List<LogEntry> Recent()
    {
        foreach (var entry in log.Read().Select(LogEntry.Parse).OfType<LogEntry>())
            entries.Enqueue(entry);
        var since = clock.GetUtcNow() - Window;
        while (entries.TryPeek(out var oldest) && oldest.At < since)
            entries.Dequeue();
        return [.. entries];
    }
}
