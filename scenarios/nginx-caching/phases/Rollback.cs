using NUnit.Framework;
using Verify.Engine.LeftChanged;
using Verify.Engine.Linux;
using Verify.Engine.Undo;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Tmpfs;
using Verify.Instruments.Invalidation;
using Verify.Instruments.Replay;
using Verify.Scenarios.Invalidations;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Phases;

/// <summary>Phase 6: what was there before is there again, in bytes and in behaviour.</summary>
internal sealed class Rollback(OriginSetup setup)
{
    public const string TypedCommand =
        "nginx -c nginx.conf; mv new.m3u8 /var/hls/probe.m3u8; sleep 2; curl -s http://127.0.0.1:17080/probe.m3u8  # still the old one";

    // Counted when the phase is declared, before anything is carried out.
    private readonly int mountsBefore = Unmount.CountOn(setup.Tmpfs.Folder);

    public Task BytesAreBack(Step step)
    {
        foreach (var one in setup.Served.Where(one => one.IsThere))
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
            MountInfo.Of("self").At(setup.Tmpfs.Folder) is null
            || !setup.Served.All(one => one.IsThere)
        )
        {
            step.Skip(
                "there is nothing to serve: the mount or the configurations were never created"
            );
            return;
        }
        await MeasureAsync(step);
    }

    /// <summary>The same after everything was taken back: only the configurations are there, and a file to ask for.</summary>
    public async Task BaselineIsServedAsync(Step step)
    {
        LabFolder.Make(setup.Stream.Folder);
        await File.WriteAllTextAsync(setup.Stream.File(Epoch.FileName), "epoch\n", step.Ct);
        await MeasureAsync(step);
    }

    private async Task MeasureAsync(Step step)
    {
        // Outside a lab nothing else would end them, were the run killed meanwhile.
        await using var ended = await step.BorrowAsync(
            new EndProcesses(setup.Folder, OriginSetup.Programs),
            _ => Task.CompletedTask
        );
        var servers = new List<OriginServer>();
        try
        {
            foreach (var one in setup.Served)
            {
                // What is in place now, whatever it is: that is what a server would be started on.
                var served = one.Serve($"restored-{one.Name}", changed: true, servers.Count);
                var server = await served.StartAsync($"{one.Name} restored", step.Ct);
                servers.Add(new(server, ServerRole.Baseline, one, served));
            }
            var candidate = setup.Promise.Fresh ?? TimeSpan.Zero;
            var beside = setup.Stream.Beside(setup.Stream.Playlist, servers);
            if (beside.Take(1, "verify-probe-rollback") is not [var file])
            {
                step.Saw($"behaviour was not tested, because no probe is possible: {beside.None}");
                return;
            }
            var probe = new InvalidationProbe(
                "manifest replaced",
                InvalidationKind.Replaced,
                file.File,
                file.Uri
            );
            var seen = await InvalidationMeter.MeasureAsync(
                [probe],
                [.. servers.Select(server => server.Watched)],
                new(setup.Stream.Uri(Epoch.FileName), Random.Shared.Next())
                {
                    Fine = ServedOld.Interval,
                    Coarse = ServedOld.Interval,
                    Limit = servers.Max(server =>
                        ServedOld.Watched(Window(server, probe), candidate)
                    ),
                    // One probe of one file: where in the cache's second it falls makes no difference to that.
                    PhasePeriod = TimeSpan.Zero,
                },
                progress: null,
                step.Ct
            );
            foreach (var (one, server) in seen.Zip(servers))
                ServedOld.Judge(step, one, Window(server, probe), candidate, "rollback");
        }
        finally
        {
            foreach (var server in servers)
                await server.Nginx.DisposeAsync();
        }
    }

    private static CacheWindow Window(OriginServer server, InvalidationProbe probe) =>
        server.Predict(probe.Target, probe.Kind).Window;

    public Task NothingIsLeft(Step step)
    {
        step.Expect(
            $"mounts on {setup.Tmpfs.Folder}",
            Unmount.CountOn(setup.Tmpfs.Folder),
            Is.EqualTo(mountsBefore),
            "as many as before the run",
            proves: "rollback"
        );
        step.Expect(
            "processes of the run that still work in its folder",
            Processes.WorkingIn(setup.Folder, OriginSetup.Programs),
            Is.Empty,
            proves: "rollback"
        );
        return Task.CompletedTask;
    }
}
