using System.Net.Sockets;
using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Origin.NixCache.Monitor;
using Verify.Origin.NixCache.Sizes;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Phase 8: each alarm sounds for its fault, and no other one with it.</summary>
internal sealed class Alarms(Func<IReadOnlyList<Metric>, IReadOnlyList<Metric>>? seen = null)
{
    // Of every fault and its alarm so far.
    private bool held = true;

    public const string Command = "./run.ps1 nix-cache monitor --once --interface enp3s0";

    // More than an alarm takes for too many.
    private const int ManyConnections = 60;
    private const int FewConnections = 7;
    private const int Asked = 40;

    // Every alarm's own time has passed between two looks that see the same.
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task CheckAsync(CacheInRun cache, Step step)
    {
        var stamp = cache.In("collected");
        await File.WriteAllTextAsync(stamp, "", step.Ct);
        // A cache of its own: its log holds nothing of the other phases.
        var folder = cache.Cache.CopyTo(cache.In("monitored"));
        await using var served = await ServedCache.StartAsync(
            cache.Design(CacheInRun.Cured),
            cache.Hosts,
            new(TwoHosts.Place.ServerAddress, 5060, folder.Folder, cache.In("nginx-monitored")),
            folder,
            step.Ct
        );
        await MonitorLook.ArrangeAsync(cache.Store.Nix, step.Ct);
        var monitor = new MonitorLook(cache.Store.Nix, served, stamp);
        // Files of that many bytes do not fit on any disk here: each alarm is judged by the disk that is there.
        var free = new DriveInfo(folder.Folder).AvailableFreeSpace;
        var tuning = cache.Design(CacheInRun.Cured).Rules.Tune(CacheInRun.Hardware) with
        {
            MinFree = new ByteSize(free / 2),
        };
        var rules = AlarmRules.For(tuning);
        await ExpectAsync(step, rules, "nothing wrong", monitor.TakeAsync(step.Ct), []);
        await ConnectionsAsync(cache, step, rules, served, monitor);
        await ExpectAsync(
            step,
            rules,
            "an interface that was renamed",
            monitor.TakeAsync(step.Ct, interfaceName: "enp4s0"),
            ["InterfaceDown"]
        );
        await ExpectAsync(
            step,
            rules,
            "a disk that is full",
            FullAsync(cache, monitor, step.Ct),
            ["DiskFull"]
        );
        File.SetLastWriteTimeUtc(stamp, DateTime.UtcNow.AddDays(-9));
        await ExpectAsync(
            step,
            rules,
            "garbage that was not collected for 9 days",
            monitor.TakeAsync(step.Ct),
            ["CollectionOverdue"]
        );
        File.SetLastWriteTimeUtc(stamp, DateTime.UtcNow);
        served.Nginx.Freeze();
        try
        {
            await ExpectAsync(
                step,
                rules,
                "a server that hangs",
                monitor.TakeAsync(step.Ct),
                ["CacheDown"]
            );
        }
        finally
        {
            served.Nginx.Thaw();
        }
        await AskHalfAsync(served, step.Ct);
        await ExpectAsync(
            step,
            rules,
            "half of the narinfos are not there",
            monitor.TakeAsync(step.Ct),
            ["LowHitRate"]
        );
        cache.Plan.Judge(
            KpiPromises.Monitoring,
            held,
            $"{rules.Count} alarms",
            "each of the faults here sounds one"
        );
        cache.Plan.Judge(
            KpiPromises.StorageAlerts,
            held,
            "0",
            "none without a full disk; how full a user's gets is not known here"
        );
    }

    private async Task ConnectionsAsync(
        CacheInRun cache,
        Step step,
        IReadOnlyList<AlarmRule> rules,
        ServedCache served,
        MonitorLook monitor
    )
    {
        var open = new List<Socket>();
        try
        {
            while (open.Count < FewConnections)
                open.Add(await served.Endpoint.ConnectAsync(step.Ct));
            var metrics = Seen(await monitor.TakeAsync(step.Ct));
            step.Expect(
                $"connections that the monitor counts while {FewConnections} are open",
                metrics.FirstOrDefault(one => one.Name == MetricNames.Connections)?.Value,
                Is.EqualTo(FewConnections),
                proves: CacheOutcomes.Alarms
            );
            await PlannedAsync(cache, step, served);
            while (open.Count < ManyConnections)
                open.Add(await served.Endpoint.ConnectAsync(step.Ct));
            await ExpectAsync(
                step,
                rules,
                $"{ManyConnections} connections",
                monitor.TakeAsync(step.Ct),
                ["ManyConnections"]
            );
        }
        finally
        {
            foreach (var socket in open)
                socket.Dispose();
        }
    }

    // The plan's own monitor, where its program is installed.
    private static async Task PlannedAsync(CacheInRun cache, Step step, ServedCache served)
    {
        var ran = await cache.Store.Nix.RunAsync(PlannedCount.Command(served.Server.Port), step.Ct);
        if (ran.ExitCode == 0)
            step.Find(
                $"the plan's monitor counts {PlannedCount.Of(ran.Stdout)} connections while {FewConnections} are open",
                "it looks for a word in a column that ss leaves out when a state is given",
                "read /proc/net/tcp",
                FindingKind.Plan
            );
    }

    private async Task ExpectAsync(
        Step step,
        IReadOnlyList<AlarmRule> rules,
        string fault,
        Task<IReadOnlyList<Metric>> looking,
        IReadOnlyList<string> alarms
    )
    {
        step.Progress(fault);
        var metrics = Seen(await looking);
        var clock = new SetClock();
        var watch = new AlarmWatch(rules, clock);
        watch.Observe(metrics);
        clock.Now += Later;
        held &= step.Expect(
            $"{fault}: alarms",
            // Memory is the whole machine's, and its pressure none of this run's faults.
            watch.Observe(metrics).Select(one => one.Name).Where(name => name != "MemoryPressure"),
            Is.EquivalentTo(alarms),
            proves: CacheOutcomes.Alarms
        );
    }

    private IReadOnlyList<Metric> Seen(IReadOnlyList<Metric> metrics) =>
        seen?.Invoke(metrics) ?? metrics;

    private static async Task<IReadOnlyList<Metric>> FullAsync(
        CacheInRun cache,
        MonitorLook monitor,
        CancellationToken ct
    )
    {
        var folder = cache.In("full");
        Directory.CreateDirectory(folder);
        var nix = cache.Store.Nix;
        await nix.MustAsync(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], ct);
        try
        {
            return await monitor.TakeAsync(ct, folder);
        }
        finally
        {
            await nix.MustAsync(["umount", folder], CancellationToken.None);
        }
    }

    private static async Task AskHalfAsync(ServedCache served, CancellationToken ct)
    {
        var there = Directory
            .EnumerateFiles(served.Server.Folder, "*.narinfo")
            .Select(Path.GetFileName)
            .First();
        await using var connection = KeptConnection.To(served.Endpoint, Timeout);
        for (var i = 0; i < Asked; i++)
            await connection.SendAsync(
                HttpAsk.Get(i % 2 == 0 ? $"/{there}" : $"/{new string('0', 32)}.narinfo"),
                Timeout,
                HttpLimits.Default,
                null,
                ct
            );
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
