using NUnit.Framework;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Server;

namespace Verify.Scenarios.Serving;

/// <summary>Claims that a server runs a configuration that was looked at before, by the word of every worker.</summary>
internal static class RunsAsDiffed
{
    /// <param name="epoch">Where a file is asked for that every worker answers with its configuration; null where there is none.</param>
    /// <param name="diffed">The sha256 of what was looked at.</param>
    /// <param name="isMarked">Every worker has to say what it runs, and is not only allowed to.</param>
    public static async Task CheckAsync(
        Step step,
        NginxServer server,
        string? epoch,
        string diffed,
        bool isMarked,
        string? proves = null
    )
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
