using NUnit.Framework;
using Verify.Engine.Labs;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Server;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.Serving;

/// <summary>Step 5.4: what runs is what was diffed, by the word of every worker.</summary>
/// <param name="epoch">Where a file is asked for that every worker answers with its configuration.</param>
/// <param name="port">The one that the configurations listen on.</param>
/// <param name="isMarked">Every worker has to say what it runs, and is not only allowed to.</param>
internal sealed class RunningConfiguration(LiveOrigin live, string epoch, int port, bool isMarked)
{
    public const string Command =
        "sha256sum nginx.conf; curl -sI http://127.0.0.1:17080/"
        + Epoch.FileName
        + "  # until every worker has answered";

    public async Task CheckAsync(Step step)
    {
        foreach (var server in live.Servers.Where(one => one.Role != ServerRole.Control))
        {
            var changed = server.Role == ServerRole.Candidate;
            var diffed = changed ? server.Of.Now : server.Of.Before;
            await OneAsync(step, server.Nginx, Served(server, diffed), changed ? "identity" : null);
        }
        if (!Lab.IsInside)
            step.Find(
                "without a lab the servers share one network, so all but the candidate listen on ports of their own",
                "their configurations differ from the diffed ones only in the listen line",
                "run it in a lab",
                kind: FindingKind.Note,
                effect: Effect.Cosmetic
            );
    }

    // The sha256 of the diffed file; without a lab, of that with the port that was left for it.
    private string Served(OriginServer server, ConfigurationText diffed) =>
        Lab.IsInside
            ? diffed.Sha256
            : Epoch.Of(
                new ServerPlace(server.Served.Address.Port, Compartment.OfTheProgram).Fit(
                    diffed.Text,
                    port
                )
            );

    private async Task OneAsync(Step step, NginxServer server, string diffed, string? proves = null)
    {
        var name = server.Endpoint.Name;
        var seen = await RunningProof.OfAsync(server, epoch, step.Ct);
        step.Expect(
            $"{name}: sha256 of {seen.Expected.File}, which nginx was told to load",
            seen.Expected.Sha256,
            Is.EqualTo(diffed),
            "the sha256 of the diffed file",
            proves
        );
        step.Expect($"{name}: files changed since nginx was started", seen.ChangedOnDisk, Is.Empty);
        step.Expect(
            $"{name}: workers (worker_processes {seen.Expected.Conf.WorkerProcessesText})",
            seen.Workers.Count,
            Is.EqualTo(seen.WorkersExpected)
        );
        step.Expect(
            $"{name}: workers of an older configuration",
            seen.Lingering.Select(worker => worker.Text),
            Is.Empty
        );
        // A configuration of the user's may have no file of types to mark: then memory and descent have to do.
        if (isMarked || seen.Workers.Any(worker => worker.ByEpoch is not null))
            step.Expect(
                $"{name}: the configuration that each worker reports",
                seen.Workers.Select(worker => worker.ByEpoch).Distinct(),
                Is.EqualTo(new[] { seen.Expected.WholeSha256 }),
                "the sha256 of the diffed file and what it includes",
                proves
            );
        // Only a build with --with-debug keeps the text; elsewhere the answers have to do.
        if (seen.Workers.All(worker => worker.MainInMemory is not null))
            step.Expect(
                $"{name}: sha256 of the configuration in the memory of each worker",
                seen.Workers.Select(worker => worker.MainInMemory).Distinct(),
                Is.EqualTo(new[] { diffed }),
                "the sha256 of the diffed file",
                proves
            );
        step.Expect(
            $"{name}: evidence that a worker runs something else",
            seen.Objections,
            Is.Empty,
            string.Join(", ", seen.Workers.Select(worker => worker.How).Distinct())
        );
        foreach (var worker in seen.Workers)
            step.Saw($"{name}: worker {worker.Pid} runs {worker.Runs} ({worker.How})");
        step.Note($"sha256 {name}", seen.Expected.Sha256);
    }
}
