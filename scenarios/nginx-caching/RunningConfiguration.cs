using NUnit.Framework;
using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>Step 5.4: what runs is what was diffed, by the word of every worker.</summary>
internal sealed class RunningConfiguration(Bench bench)
{
    public const string Command =
        "sha256sum nginx.conf; curl -sI http://127.0.0.1:17080/"
        + Epoch.FileName
        + "  # until every worker has answered";

    public async Task CheckAsync(Step step)
    {
        var live = bench.Live;
        var standalone = bench.File(NginxVariant.Standalone);
        await OneAsync(step, live.Candidates[0].Nginx, standalone.Now, "identity");
        await OneAsync(step, live.Baseline.Nginx, Served(live.Baseline.Nginx, standalone.Before));
        var module = live.Candidates[1].Nginx;
        await OneAsync(
            step,
            module,
            Served(module, bench.File(NginxVariant.Module).Now),
            "identity"
        );
        if (!Lab.IsInside)
            step.Find(
                "without a lab the servers share one network: all but the candidate listen on a port of their own",
                "their configurations differ from the diffed ones in the listen line, and in nothing else",
                "run it in a lab"
            );
    }

    private string Served(NginxServer server, string configuration) =>
        new ServerPlace(server.Endpoint.Address.Port, Compartment.OfTheProgram).Fit(
            configuration,
            bench.Profile.Server.Port
        );

    private async Task OneAsync(Step step, NginxServer server, string diffed, string? proves = null)
    {
        var name = server.Endpoint.Name;
        var seen = await RunningProof.OfAsync(server, bench.Site.Uri(Epoch.FileName), step.Ct);
        step.Expect(
            $"{name}: sha256 of {seen.Expected.File}, which nginx was told to load",
            seen.Expected.Sha256,
            Is.EqualTo(Epoch.Of(diffed)),
            "the sha256 of the diffed file",
            proves
        );
        step.Expect(
            $"{name}: files of it that have changed since nginx was started",
            seen.ChangedOnDisk,
            Is.Empty
        );
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
        step.Expect(
            $"{name}: the configuration that each worker runs, by its own answer",
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
                Is.EqualTo(new[] { Epoch.Of(diffed) }),
                "the sha256 of the diffed file",
                proves
            );
        step.Expect(
            $"{name}: what speaks against it, by any way of knowing",
            seen.Objections,
            Is.Empty,
            string.Join(", ", seen.Workers.Select(worker => worker.How).Distinct())
        );
        foreach (var worker in seen.Workers)
            step.Saw($"{name}: worker {worker.Pid} runs {worker.Runs} ({worker.How})");
        step.Note($"sha256 {name}", seen.Expected.Sha256);
    }
}
