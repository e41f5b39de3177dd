using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Secrets;

/// <summary>A secret in the command that reloads a live nginx: used, written nowhere, and not needed for the way back.</summary>
[Waits, Parallelizable]
public sealed class CommandSecretsInFilesTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // Made anew: what is searched may hold a checkout, and in it this very file.
    private static readonly string Secret = $"Xk9-{Guid.NewGuid():N}_w";
    private static readonly IReadOnlyList<string> Forms = Searched.Forms(Secret);
    private static readonly string Reload =
        $"env ADMIN_TOKEN={Secret} nginx -c {LiveTree.Folder}/nginx.conf -s reload";

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_change_that_stays_tells_nothing_and_is_taken_back(CancellationToken ct)
    {
        await using var tree = await LiveTree.StartAsync(ct);
        await using var run = tree.Apply(
            "--candidate",
            tree.Candidate(),
            "--reload",
            Reload,
            "--rollback",
            "never",
            "--phase",
            "0,3B,4,6"
        );
        var ended = await run.EndAsync(ct);
        Assert.That(tree.Before.Differences(tree.Now), Is.Not.Empty, ended.Stdout + ended.Stderr);
        TellsNothing(tree, ended);
        await TakenBackAsync(tree, $"{Machine.Out}/latest", ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_run_that_is_killed_tells_nothing_and_is_taken_back(CancellationToken ct)
    {
        await using var tree = await LiveTree.StartAsync(ct);
        await using var run = RunInMachine.Start(
            tree.Machine,
            "--apply-to",
            LiveTree.Folder,
            "--candidate",
            tree.Candidate(),
            "--reload",
            Reload
        );
        // nginx has been reloaded by then, and runs the candidate.
        await run.UntilAsync("5.5", ct);
        Assert.That(await tree.RunsAsync(ct), Does.EndWith("1s"));
        await run.Program.SignalAsync("KILL", ct);
        TellsNothing(tree, await run.Program.EndAsync(ct));
        // The run's own journal and its copy in the tree say the same.
        await TakenBackAsync(tree, LiveTree.Folder, ct);
    }

    private static async Task TakenBackAsync(LiveTree tree, string by, CancellationToken ct)
    {
        await using var back = tree.Machine.Verify("rollback", by);
        var undone = await back.EndAsync(ct);
        Assert.That(undone.ExitCode, Is.Zero, undone.Stdout + undone.Stderr);
        Assert.That(undone.Stdout, Does.Match("undone: .*ADMIN_TOKEN=[*]{3} .* holds a secret"));
        TellsNothing(tree, undone);
        Assert.That(tree.Before.Differences(tree.Now), Is.Empty);
        Assert.That(await tree.RunsAsync(ct), Does.EndWith("10s"));
    }

    // All of the machine that a run can write to: its folder, the tree, what lies in /tmp and /run.
    private static void TellsNothing(LiveTree tree, Ended ended)
    {
        var said = ended.Stdout + ended.Stderr;
        Assert.That(Searched.Told(said, Forms), Is.Empty, said);
        foreach (var folder in new[] { "/tmp", "/run" })
            Assert.That(Searched.In(tree.Machine.Path(folder), Forms), Is.Empty);
    }
}
