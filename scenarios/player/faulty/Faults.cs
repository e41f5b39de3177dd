using Verify.Fixtures.Browser;
using Verify.Fixtures.Nginx;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Player.Faulty;

/// <summary>Step 5C.2: the swarm, FFmpeg and hls.js are shown the same faults, and a table says who notices.</summary>
internal sealed class Faults(ServerFolders servers, string folder)
{
    public const string Command =
        "./run.ps1 load URL; ffmpeg -re -i URL -c copy -f null -; chromium PLAYER  # on each faulty stream, at once";

    public async Task CheckAsync(Step step)
    {
        if (await PlayerNeeds.FindAsync(step) is not { } script)
            return;
        var site = new FaultySite(Path.Combine(folder, "faults"));
        await site.PrepareAsync(step.Ct);
        var cells = await servers.ServeAsync(
            "faults-server",
            site.Configuration(servers.Port),
            server => WatchAsync(step, server, site, script),
            step.Ct
        );
        FaultClaims.Judge(step, cells);
    }

    private static async Task<IReadOnlyList<FaultCell>> WatchAsync(
        Step step,
        NginxServer server,
        FaultySite site,
        string script
    )
    {
        var home = Path.Combine(site.Folder, "player");
        await using var chromium = await Chromium.StartAsync(
            home,
            server.Compartment,
            step.Ct,
            server.Endpoint
        );
        var all = new List<FaultViewers>();
        using var together = CancellationTokenSource.CreateLinkedTokenSource(step.Ct);
        try
        {
            foreach (var fault in Enum.GetValues<FaultKind>())
                all.Add(await FaultViewers.OpenAsync(fault, server, chromium, script, step.Ct));
            var publishing = site.PublishAsync(
                passed =>
                    step.Progress("three players on each stream", passed / FaultyStream.Watched),
                together.Token
            );
            await Task.WhenAll(all.Select(one => one.PlayAsync(home, together.Token)));
            await publishing;
            server.MustRun();
            var cells = new List<FaultCell>();
            foreach (var one in all)
            {
                cells.AddRange(await one.SeeAsync(step.Ct));
                step.Keep(
                    $"player-{one.Fault.Folder}.png",
                    await one.PictureAsync(step.Ct),
                    "image/png"
                );
            }
            return cells;
        }
        finally
        {
            // What fails must end the others, not leave them running behind the exception.
            await together.CancelAsync();
            await Task.WhenAll(all.Select(one => one.DisposeAsync().AsTask()));
        }
    }
}
