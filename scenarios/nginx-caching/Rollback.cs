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
        foreach (var (variant, file) in bench.Files.Where(pair => File.Exists(pair.File.Path)))
            step.Expect(
                $"{variant.Word()}: sha256 of the configuration",
                Epoch.Of(file.Now),
                Is.EqualTo(Epoch.Of(file.Before)),
                proves: "rollback"
            );
        return Task.CompletedTask;
    }

    public async Task BehaviourIsBackAsync(Step step)
    {
        if (
            MountInfo.Of("self").At(bench.Tmpfs.Folder) is null
            || !bench.Files.All(pair => File.Exists(pair.File.Path))
        )
        {
            step.Skip("there is nothing to serve: the mount or the configurations were never made");
            return;
        }
        var servers = new List<NginxServer>();
        try
        {
            foreach (var (variant, file) in bench.Files)
            {
                var place = ServerPlace.For(servers.Count, bench.Profile.Server.Port);
                var configuration = bench.ServerFolder(
                    $"restored-{variant.Word()}",
                    file.Now,
                    place
                );
                servers.Add(
                    await NginxServer.StartAsync(
                        $"{variant.Word()} restored",
                        configuration,
                        place.Address,
                        place.Compartment(),
                        step.Ct
                    )
                );
            }
            var probe = new InvalidationProbe(
                "manifest replaced",
                InvalidationKind.Replaced,
                Path.Combine(bench.Tmpfs.Folder, "verify-probe-rollback.m3u8"),
                new("/verify-probe-rollback.m3u8", Interval, Random.Shared.Next()),
                Patience: Watched,
                Limit: Watched
            );
            var seen = await InvalidationMeter.MeasureAsync(
                probe,
                [
                    .. servers.Select(server => new WatchedEndpoint(
                        server.Endpoint,
                        new(server.MasterId)
                    )),
                ],
                step.Ct
            );
            foreach (var (name, one) in seen)
                step.Expect(
                    $"{name}: a replaced playlist is served old for",
                    one.LastOld,
                    Is.GreaterThan(Expectations.Fresh + Expectations.Floor),
                    "longer than any candidate would: the 10 s of the baseline are in force again",
                    "rollback"
                );
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
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
