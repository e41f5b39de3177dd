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

    // The kernel spreads connections evenly: with dozens of workers each has been met long before.
    private const int MostAsked = 500;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

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
        new ServerPlace(server.Endpoint.Address.Port, Network.OfTheProgram).Fit(
            configuration,
            bench.Profile.Server.Port
        );

    private static async Task OneAsync(
        Step step,
        NginxServer server,
        string diffed,
        string? proves = null
    )
    {
        var name = server.Endpoint.Name;
        var file = server.LoadedFile;
        step.Expect(
            $"{name}: sha256 of {file}, which its master was told to load",
            Epoch.Of(await File.ReadAllTextAsync(file, step.Ct)),
            Is.EqualTo(Epoch.Of(diffed)),
            "the sha256 of the diffed file",
            proves
        );
        step.Expect(
            $"{name}: sha256 of that file when nginx was started",
            server.Sha256,
            Is.EqualTo(Epoch.Of(diffed)),
            "it has not been changed since"
        );
        var workers = new NginxWorkers(server.MasterId).List();
        step.Expect(
            $"{name}: workers (worker_processes auto)",
            workers.Count,
            Is.EqualTo(Environment.ProcessorCount)
        );
        step.Expect(
            $"{name}: workers of an older configuration",
            workers.Count(worker => worker.ShuttingDown),
            Is.Zero
        );
        var answers = await AskEveryWorkerAsync(
            server,
            workers.Select(worker => worker.Pid).ToHashSet(),
            step.Ct
        );
        step.Expect(
            $"{name}: workers that answered",
            answers.Keys.Order(),
            Is.EqualTo(workers.Select(worker => worker.Pid))
        );
        step.Expect(
            $"{name}: the configuration that each worker was started on",
            answers.Values.Distinct(),
            Is.EqualTo(new[] { Epoch.Of(diffed) }),
            "the sha256 of the diffed file",
            proves
        );
        step.Note($"sha256 {name}", server.Sha256);
    }

    private static async Task<IReadOnlyDictionary<int, string?>> AskEveryWorkerAsync(
        NginxServer server,
        HashSet<int> awaited,
        CancellationToken ct
    )
    {
        var answers = new Dictionary<int, string?>();
        var workers = new NginxWorkers(server.MasterId);
        for (var asked = 0; asked < MostAsked && !awaited.SetEquals(answers.Keys); asked++)
        {
            await using var connection = await HttpConnection.OpenAsync(
                server.Endpoint,
                Timeout,
                ct
            );
            var answer = await connection.SendAsync(
                HttpAsk.Get("/" + Epoch.FileName),
                Timeout,
                HttpLimits.Default,
                null,
                ct
            );
            if (workers.AnsweringOn(connection) is { } worker)
                answers[worker] = Epoch.In(answer.First("Content-Type"));
        }
        return answers;
    }
}
