using NUnit.Framework;
using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>Phase 6: what was there before is there again, in bytes and in behaviour.</summary>
internal sealed class Rollback(Bench bench)
{
    public const string Command =
        "nginx -c nginx.conf; mv new.m3u8 /var/hls/probe.m3u8; sleep 2; curl -s http://127.0.0.1:17080/probe.m3u8  # still the old one";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    // Long enough that no candidate could still show the old state, and well within the baseline's 10 s.
    private static readonly TimeSpan Watched = 2 * (Expectations.Fresh + Expectations.Floor);

    // Counted when the phase is declared, before anything is carried out.
    private readonly int mountsBefore = Unmount.CountOn(bench.Tmpfs.Folder);

    public Task BytesAreBack(Step step)
    {
        foreach (var one in bench.Changed.Where(one => one.IsThere))
            step.Expect(
                $"{one.Name}: sha256 of the configuration",
                one.Now.WholeSha256,
                Is.EqualTo(one.Before.WholeSha256),
                proves: "rollback"
            );
        return Task.CompletedTask;
    }

    public async Task BehaviourIsBackAsync(Step step)
    {
        if (
            MountInfo.Of("self").At(bench.Tmpfs.Folder) is null
            || !bench.Changed.All(one => one.IsThere)
        )
        {
            step.Skip("there is nothing to serve: the mount or the configurations were never made");
            return;
        }
        await MeasureAsync(step, Plan(Watched));
    }

    /// <summary>The same after everything was taken back: only the configurations are there, and a file to ask for.</summary>
    public async Task BaselineIsServedAsync(Step step)
    {
        PrivateFolder.Make(bench.Site.Folder);
        await File.WriteAllTextAsync(bench.Site.File(Epoch.FileName), "epoch\n", step.Ct);
        // Up to the moment at which no candidate could show the old state any more; and again, longer, where a busy
        // machine looked too seldom to see it so late.
        await MeasureAsync(
            step,
            Plan(JustEnough) with
            {
                // One probe of one file: where in the cache's second it falls makes no difference to that.
                PhasePeriod = TimeSpan.Zero,
            },
            Plan(Watched)
        );
    }

    private TimeSpan JustEnough =>
        (bench.Promise ?? TimeSpan.Zero) + Expectations.Floor + (4 * Interval);

    private InvalidationPlan Plan(TimeSpan limit) =>
        new(bench.Site.Uri(Epoch.FileName), Random.Shared.Next())
        {
            Fine = Interval,
            Coarse = Interval,
            Limit = limit,
        };

    private async Task MeasureAsync(Step step, params InvalidationPlan[] plans)
    {
        var servers = new List<OriginServer>();
        try
        {
            foreach (var one in bench.Changed)
            {
                // What is in place now, whatever it is: that is what a server would be started on.
                var served = one.Serve($"restored-{one.Name}", changed: true, servers.Count);
                var server = await Bench.StartAsync($"{one.Name} restored", served, step.Ct);
                servers.Add(new(server, ServerRole.Baseline, one, served));
            }
            var probe = new InvalidationProbe(
                "manifest replaced",
                InvalidationKind.Replaced,
                bench.Site.File("verify-probe-rollback.m3u8"),
                bench.Site.Uri("verify-probe-rollback.m3u8")
            );
            IReadOnlyList<Invalidation> seen = [];
            foreach (var plan in plans)
            {
                seen = await InvalidationMeter.MeasureAsync(
                    [probe],
                    [.. servers.Select(server => server.Watched)],
                    plan,
                    progress: null,
                    step.Ct
                );
                if (
                    seen.All(one =>
                        one.LastOld > (bench.Promise ?? TimeSpan.Zero) + Expectations.Floor
                    )
                )
                    break;
            }
            foreach (var (one, server) in seen.Zip(servers))
                Judge(step, one, server.Predict(probe.Target, probe.Kind).Window);
        }
        finally
        {
            foreach (var server in servers)
                await server.Nginx.DisposeAsync();
        }
    }

    private void Judge(Step step, Invalidation one, CacheWindow baseline)
    {
        var claim = $"{one.Endpoint}: a replaced playlist is served old for";
        var candidate = bench.Promise ?? TimeSpan.Zero;
        if (baseline.Low > candidate + Expectations.Floor)
            step.Expect(
                claim,
                one.LastOld,
                Is.GreaterThan(candidate + Expectations.Floor),
                $"longer than any candidate would: the {baseline.High.TotalSeconds:0} s of the baseline are in force again",
                "rollback"
            );
        else
            step.Expect(
                $"{claim}, at most",
                one.LastOld,
                Is.LessThanOrEqualTo(baseline.High + Expectations.Floor),
                "as the baseline's configuration predicts; so short a time need not tell it from the candidate",
                "rollback"
            );
    }

    public Task NothingIsLeft(Step step)
    {
        step.Expect(
            $"mounts on {bench.Tmpfs.Folder}",
            Unmount.CountOn(bench.Tmpfs.Folder),
            Is.EqualTo(mountsBefore),
            "as many as before the run",
            proves: "rollback"
        );
        step.Expect(
            "processes of the run (its servers and encoder work in its folder)",
            Processes.WorkingIn(bench.Folder, Bench.Programs),
            Is.Empty,
            proves: "rollback"
        );
        return Task.CompletedTask;
    }
}
