using Verify.Instruments.Http;
using Verify.Instruments.Workers;
using Verify.Origin.Profile;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Load;
using Verify.Scenarios.Serving;
using Verify.Swarm;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Paired;

/// <summary>Step 5B.1: baseline and candidate under the same swarm, block by block in turn.</summary>
internal sealed class PairedLoad(ServedStream stream, LiveOrigin live)
{
    public const string Command =
        "./run.ps1 load http://127.0.0.1:17080/master.m3u8  # a few seconds on each in turn, eight times";

    // A pair in which the generator was late itself tells nothing, and more of them make an interval narrower: as many
    // again where the planned ones cannot decide.
    private const int Most = 2 * PairedClaims.Pairs;

    private readonly List<LoadBlock> blocks = [];

    private TimeSpan Segment => stream.SegmentDuration;

    public async Task CheckAsync(Step step)
    {
        var (baseline, candidate) = (live.Baseline, live.Candidates[0]);
        var slot = Bounds.BlockSlot(Segment);
        var start = Instant.Now;
        var claims = new PairedClaims(step, Segment, blocks);
        for (var pair = 0; pair < Most && (pair < PairedClaims.Pairs || !claims.AreDecided); pair++)
        {
            // What grows or wears off in the meantime falls on both alike: ABBA, again and again.
            OriginServer[] order = pair % 2 == 0 ? [baseline, candidate] : [candidate, baseline];
            foreach (var server in order)
            {
                await Task.Delay(Wait(start + (slot * blocks.Count)), step.Ct);
                blocks.Add(await BlockAsync(step, server));
            }
        }
        claims.Judge();
    }

    private static TimeSpan Wait(Instant due) =>
        due - Instant.Now is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;

    private async Task<LoadBlock> BlockAsync(Step step, OriginServer server)
    {
        var status = StatusPage.In(server.Conf, server.Served.Asked) is { } target
            ? new StatusPage(server.Endpoint, target)
            : null;
        var before = status is null ? null : await status.RequestsAsync(step.Ct);
        var used = WorkerCpu.Of(server.Watched.Workers!);
        var loaded = Loaded.By(server, stream);
        var result = await HlsSwarm.RunAsync(
            Plan(loaded),
            loaded.Endpoint,
            new Progress(step, blocks.Count, server.Name),
            step.Ct
        );
        var cpu = WorkerCpu.Of(server.Watched.Workers!);
        var after = status is null ? null : await status.RequestsAsync(step.Ct);
        return new(
            blocks.Count + 1,
            server.Name,
            server.Role == ServerRole.Candidate,
            result,
            // The page that is asked for afterwards is among what it counts.
            after - before - 1,
            cpu.Since(used)
        );
    }

    // The same in every block, to the jitter of each viewer.
    private static SwarmPlan Plan(Loaded loaded)
    {
        var profile = Profiles.Shipped.Swarm.Get(Profiles.Default);
        return profile.Plan(loaded.Playlist, Bounds.Block(loaded.SegmentDuration), seed: 1) with
        {
            RampPerSecond = profile.Clients / Bounds.BlockRamp.TotalSeconds,
            // Below the bound it cannot make the difference, and what it adds is in the interval.
            LatenessLimit = Bounds.Slower(loaded.SegmentDuration),
        };
    }

    private sealed class Progress(Step step, int before, string server) : IProgress<SwarmProgress>
    {
        private readonly int of = Math.Max(2 * PairedClaims.Pairs, before + 1);

        public void Report(SwarmProgress value) =>
            step.Progress(
                $"block {before + 1} of {of}, {server}: {value.Requests} requests",
                (before + (value.Elapsed / value.Of)) / of
            );
    }
}
