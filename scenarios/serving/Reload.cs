using NUnit.Framework;
using Verify.Engine.Labs;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Server;

namespace Verify.Scenarios.Serving;

/// <summary>Step 5.12: a reload puts the change into force, as it will in production, and a refused one is noticed.</summary>
internal sealed class Reload(ServedByRun one, string epoch)
{
    public const string Command =
        "nginx -c nginx.conf; cp candidate.conf nginx.conf; nginx -s reload; pgrep -af 'nginx: worker'";

    /// <summary>Name of the folder that the server is started in.</summary>
    public const string Server = "reloaded";

    /// <summary>What nginx refuses with "invalid value", and a reload therefore must not bring into force; null for none.</summary>
    public Func<ServerConfiguration>? Broken { get; init; }

    public async Task CheckAsync(Step step)
    {
        if (!Lab.IsInside)
        {
            step.Saw("not tested without a lab: there the servers' files are this machine's own");
            return;
        }
        await using var server = await one.Serve(Server, changed: false, ServerFolders.Beside)
            .StartAsync("reloaded", step.Ct);
        var candidate = one.Serve(Server, changed: true, ServerFolders.Beside).Configuration;
        if (candidate.File != server.Configuration.File)
        {
            step.Saw(
                $"not tested: {candidate.File} is not the file that nginx was started on; give the candidate the baseline's path to test the reload"
            );
            return;
        }
        Comes(step, await NginxReload.DoAsync(server, candidate, step.Ct));
        var running = await RunningProof.OfAsync(server, epoch, step.Ct);
        step.Expect(
            "evidence that a worker does not run the candidate",
            running.Objections,
            Is.Empty,
            string.Join(", ", running.Workers.Select(worker => worker.How).Distinct()),
            "identity"
        );
        await RefusedAsync(step, server, candidate);
    }

    /// <summary>That a reload has come into force, by what can be seen and not by its exit code.</summary>
    public static void Comes(Step step, NginxReload reload)
    {
        step.Saw(
            $"{reload.Command}: exit {reload.ExitCode}, new workers {string.Join(", ", reload.NewWorkers)}"
        );
        step.Expect(
            "old workers that still accept connections",
            reload.OldWorkers,
            Is.Empty,
            "they would keep the old configuration, although nginx -s reload exits with 0"
        );
        step.Expect(
            "old workers that linger",
            reload.Lingering.Select(worker => worker.Text),
            Is.Empty
        );
        step.Expect("errors that nginx reports", reload.Complaints, Is.Empty);
        step.Expect("new workers", reload.NewWorkers.Count, Is.GreaterThan(0));
    }

    // A check that passed this too could not tell a reload that was silently refused.
    private async Task RefusedAsync(Step step, NginxServer server, ServerConfiguration candidate)
    {
        if (Broken is not { } broken)
            return;
        var reload = await NginxReload.DoAsync(server, broken(), step.Ct);
        step.Expect(
            "control, a configuration that nginx refuses: it took effect",
            reload.TookEffect,
            Is.False
        );
        step.Expect(
            "control: errors that nginx reports",
            string.Join('\n', reload.Complaints),
            Does.Contain("invalid value")
        );
        var running = await RunningProof.OfAsync(server, epoch, step.Ct);
        step.Expect(
            "control: evidence that a worker does not run it",
            running.Objections,
            Is.Not.Empty
        );
        step.Expect(
            "control: the configuration that each worker keeps",
            running.Workers.Select(worker => worker.ByEpoch).Distinct(),
            Is.EqualTo(new[] { candidate.WholeSha256 }),
            "the previous configuration, as the worker reports it"
        );
    }
}
