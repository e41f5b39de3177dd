using NUnit.Framework;
using Verify.Instruments.Nginx.Server;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Rollouts;

/// <summary>Whether nginx runs what its tree says, before the change, after it, and after it has been taken back.</summary>
internal sealed class ComesIntoForce(Rollout rollout)
{
    public const string ProofCommand =
        "pgrep -af 'nginx: worker'  # and what each of them has in its memory";

    public string ReloadCommand => ShellWords.Join(rollout.Reload);

    public async Task AcceptedAsync(Step step)
    {
        var answer = await rollout.Server.TestAsync(step.Ct);
        step.Expect("nginx -t", answer.Verdict, Is.EqualTo("accepted"));
        step.Saw(answer.Words);
    }

    public async Task ReloadAsync(Step step) =>
        Reload.Comes(
            step,
            await rollout.Server.ReloadAsync(rollout.Reload, rollout.Server.Load(), step.Ct)
        );

    public Task OldRunsAsync(Step step) => RunsAsync(step, rollout.Baseline, proves: null);

    public Task NewRunsAsync(Step step) => RunsAsync(step, rollout.Server.Load(), "identity");

    public Task OldRunsAgainAsync(Step step) => RunsAsync(step, rollout.Baseline, "rollback");

    private async Task RunsAsync(Step step, ServerConfiguration expected, string? proves)
    {
        var seen = await rollout.Server.ProveAsync(expected, step.Ct);
        step.Expect(
            $"workers (worker_processes {expected.Conf.WorkerProcessesText})",
            seen.Workers.Count,
            Is.EqualTo(seen.WorkersExpected)
        );
        step.Expect(
            "workers of an older configuration",
            seen.Lingering.Select(worker => worker.Text),
            Is.Empty,
            "they serve their last connections by it"
        );
        step.Expect(
            "what speaks against every worker running what the tree says",
            seen.Objections,
            Is.Empty,
            string.Join(", ", seen.Workers.Select(worker => worker.How).Distinct()),
            proves
        );
        foreach (var worker in seen.Workers)
            step.Saw($"worker {worker.Pid} runs {worker.Runs?[..12]} ({worker.How})");
        step.Note("sha256 of the tree's configuration", expected.WholeSha256);
    }
}
