using System.Text.Json.Nodes;
using Verify.Engine.Linux;
using Verify.Instruments.Workers;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;
using Verify.Scenarios.Load;
using Verify.Scenarios.Paired;
using Verify.Swarm;
using Verify.Swarm.Loop;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Bench;

/// <summary>So many viewers of one live stream, with every byte of it, and nobody stalls and nothing fails.</summary>
internal sealed class Capacity(OriginProfile profile, ForegroundOrigin origin, BenchScreen screen)
{
    // All are there soon enough to watch together for most of the time.
    private static readonly TimeSpan Arriving = TimeSpan.FromSeconds(14);

    // More than ten segments of each viewer: three to start with, one each two seconds from then on.
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(25);

    public async Task<BenchFigure> MeasureAsync(int wanted, CancellationToken ct)
    {
        // The rest would only show that a process may not open more files.
        var viewers = (int)Math.Min(wanted, OpenFiles.ForConnections);
        var mbits = StreamRate.Of(origin.Folder, profile) / 1e6;
        var name = $"{viewers} viewers at {mbits:0.0#} Mbit/s";
        var plan = Profiles
            .Shipped.Swarm.Get(Profiles.Default)
            .Plan($"/{profile.Hls.MasterPlaylist}", Arriving + Together, seed: 1) with
        {
            Viewers = viewers,
            RampPerSecond = viewers / Arriving.TotalSeconds,
        };
        screen.Begin(
            $"{name}: {Arriving.TotalSeconds:0} s to arrive, {Together.TotalSeconds:0} s together"
        );
        var nginx = NginxTime();
        var together = new TimeTogether(viewers, name, screen);
        await using var peak = PeakMemory.Watch();
        var result = await HlsSwarm.RunAsync(plan, origin.Server.Endpoint, together, ct);
        origin.MustRun();
        var served = (NginxTime() - nginx) / result.Elapsed;
        var generated = result.Generator.Cpu * Environment.ProcessorCount;
        var late = result.Generator.Lateness.Quantile(0.99);
        return new(
            name,
            $"{result.Playback.Stalls} stalls, {result.ErrorCount} errors, {together.MegabitsPerSecond:0} Mbit/s",
            "",
            "",
            "none of either",
            Judge(result, wanted),
            [
                $"processors: generator {generated:0.00} (its loop {result.Generator.Loop:0.00}), nginx {served:0.00}; {peak.Bytes / 1e6:0} MB; late by {late.TotalMilliseconds:0.0} ms (p99); {result.Traffic.Connections} connections",
                .. Reasons(result, wanted),
            ],
            new JsonObject
            {
                ["wanted"] = wanted,
                ["viewers"] = viewers,
                ["joined"] = result.Audience.Joined,
                ["streamMbits"] = mbits,
                ["stalls"] = result.Playback.Stalls,
                ["errors"] = result.ErrorCount,
                ["mbitsTogether"] = together.MegabitsPerSecond,
                ["requests"] = result.Traffic.Requests,
                ["connections"] = result.Traffic.Connections,
                ["generatorProcessors"] = generated,
                ["loopProcessors"] = result.Generator.Loop,
                ["nginxProcessors"] = served,
                ["bytes"] = peak.Bytes,
                ["latenessP99Ms"] = late.TotalMilliseconds,
                ["segmentP99Ms"] = result.Segments.Corrected.Quantile(0.99).TotalMilliseconds,
                ["playlistP99Ms"] = result.Playlists.Corrected.Quantile(0.99).TotalMilliseconds,
                ["inconclusive"] = result.Inconclusive,
            }
        );
    }

    // A stall, an error or a viewer without a segment is a miss, whoever is to blame; without one, a generator that
    // could not keep its own time has not shown that there was none.
    private static Reached Judge(SwarmResult result, int wanted) =>
        result.Playback.Stalls > 0
        || result.ErrorCount > 0
        || result.Audience.Joined < result.Plan.Viewers
            ? Reached.Missed
        : result.Inconclusive is null && result.Plan.Viewers == wanted ? Reached.Met
        : Reached.CannotTell;

    private static IEnumerable<string> Reasons(SwarmResult result, int wanted)
    {
        if (result.Plan.Viewers < wanted)
            yield return $"{wanted} viewers need as many connections, and this process may have {OpenFiles.Limit} files open, {OpenFiles.Reserve} of them for itself: raise ulimit -n";
        if (result.Inconclusive is { } why)
            yield return why;
        if (result.Audience.Joined < result.Plan.Viewers)
            yield return $"{result.Audience.Joined} of {result.Plan.Viewers} viewers joined";
        foreach (var (kind, count) in result.Errors)
            yield return $"{count} x {kind}";
    }

    private TimeSpan NginxTime() =>
        new NginxWorkers(origin.Server.MasterId)
            .List()
            .Aggregate(TimeSpan.Zero, (sum, worker) => sum + ProcessorTime.Of(worker.Pid));

    /// <summary>The time in which all viewers are there.</summary>
    private sealed class TimeTogether(int viewers, string name, BenchScreen screen)
        : IProgress<SwarmProgress>
    {
        private SwarmProgress? first;
        private SwarmProgress? last;

        public double MegabitsPerSecond =>
            first is null || last is null || last.Elapsed <= first.Elapsed
                ? 0
                : (last.Bytes - first.Bytes)
                    * 8
                    / 1e6
                    / (last.Elapsed - first.Elapsed).TotalSeconds;

        public void Report(SwarmProgress value)
        {
            screen.Show(
                $"{name}: {value.Viewers} there, {value.Requests} requests, {value.Stalls} stalls, {value.Errors} errors"
            );
            if (value.Viewers < viewers)
                return;
            first ??= value;
            last = value;
        }
    }
}
