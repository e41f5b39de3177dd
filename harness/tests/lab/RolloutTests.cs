using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>A change applied to a real tree with a real nginx on it, rolled back unless every check passes.</summary>
[Waits, Parallelizable(ParallelScope.All)]
public sealed class RolloutTests
{
    // A whole rollout takes most of a minute: freshness is watched for 22 s and load for 20 s.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_candidate_that_proves_itself_stays_and_can_be_taken_back_later(
        CancellationToken ct
    )
    {
        await using var tree = await LiveTree.StartAsync(ct, isLive: true);
        var candidate = tree.Candidate();
        var ended = await Measured.EndAsync(() => tree.Apply("--candidate", candidate), ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(await tree.RunsAsync(ct), Does.EndWith("1s"));
        Assert.That(
            tree.Before.Differences(tree.Now).Select(line => line.Split(": ")[0]),
            Is.SubsetOf(new[] { "conf.d/live.conf", "conf.d" }),
            "the candidate, and nothing of ours"
        );
        await using var back = tree.Machine.Verify("rollback", $"{Machine.Out}/latest");
        var undone = await back.EndAsync(ct);
        Assert.That(undone.ExitCode, Is.Zero, undone.Stdout + undone.Stderr);
        Assert.That(tree.Before.Differences(tree.Now), Is.Empty);
        Assert.That(await tree.RunsAsync(ct), Does.EndWith("10s"));
    }

    // nginx -t passes, nginx -s reload exits with 0, and the old workers go on.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_reload_that_is_refused_in_silence_is_noticed_and_taken_back(
        CancellationToken ct
    )
    {
        await using var tree = await LiveTree.StartAsync(ct);
        await using var run = tree.Apply("--candidate", tree.Candidate(zone: "$server_name"));
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Match("fail +5.2 ").And.Contain("[emerg]"));
        Assert.That(ended.Stdout, Does.Match("pass +6.1 ").And.Match("pass +6.3 "));
        Assert.That(tree.Before.Differences(tree.Now), Is.Empty);
        Assert.That(await tree.RunsAsync(ct), Does.EndWith("10s"));
    }

    [TestCase("false", "1"), TestCase("true", "1"), CancelAfter(PatienceMilliseconds)]
    public async Task A_reload_command_that_reloads_nothing_is_noticed(
        string command,
        string exit,
        CancellationToken ct
    )
    {
        await using var tree = await LiveTree.StartAsync(ct);
        await using var run = tree.Apply("--candidate", tree.Candidate(), "--reload", command);
        var ended = await run.EndAsync(ct);
        Assert.That($"{ended.ExitCode}", Is.EqualTo(exit), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Match("fail +5.2 "));
        Assert.That(tree.Before.Differences(tree.Now), Is.Empty);
    }

    // Found on a machine: nginx.conf that a packager keeps elsewhere. Both sentences at once were no help.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_main_file_that_leads_out_of_the_tree_is_said_to(CancellationToken ct)
    {
        await using var tree = await LiveTree.StartAsync(ct);
        await tree.Machine.ShellAsync(
            $"mv {LiveTree.Folder}/nginx.conf /tmp/kept.conf; ln -s /tmp/kept.conf {LiveTree.Folder}/nginx.conf",
            ct
        );
        await using var run = tree.Apply("--candidate", tree.Candidate());
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain("leads out of it, to /tmp/kept.conf"));
        Assert.That(ended.Stderr, Does.Not.Contain("Start it on that"));
    }

    // The journal's copy lies in the tree's own folder meanwhile, and new files take new folders.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_stays_is_what_was_meant_and_is_taken_back_by_the_runs_name_once(
        CancellationToken ct
    )
    {
        await using var tree = await LiveTree.StartAsync(ct);
        var candidate = tree.Candidate(more: "include a/b/*.conf;");
        await tree.Machine.ShellAsync(
            "mkdir -p /tmp/candidate/a/b; echo >/tmp/candidate/a/b/new.conf",
            ct
        );
        await using var run = tree.Apply(
            "--candidate",
            candidate,
            "--rollback",
            "never",
            "--phase",
            "0,3B,6"
        );
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Match("pass +6.1 "));
        foreach (var said in new[] { "undone: rmdir", "nothing to undo" })
        {
            await using var back = tree.Machine.Verify("rollback", $"{Machine.Out}/latest");
            var undone = await back.EndAsync(ct);
            Assert.That(undone.ExitCode, Is.Zero, undone.Stdout + undone.Stderr);
            Assert.That(undone.Stdout, Does.Contain(said));
            Assert.That(tree.Before.Differences(tree.Now), Is.Empty);
        }
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_was_measured_has_to_be_the_whole_of_what_would_be_changed(
        CancellationToken ct
    )
    {
        await using var tree = await LiveTree.StartAsync(ct);
        // The main file is the same; what differs is included.
        var candidate = tree.Candidate();
        await using var run = tree.Apply("--candidate", candidate, "--baseline", candidate);
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain("--baseline").And.Contain("Measure again"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task One_that_is_killed_bars_the_next_until_it_is_rolled_back(CancellationToken ct)
    {
        await using var tree = await LiveTree.StartAsync(ct);
        string[] candidate = ["--candidate", tree.Candidate()];
        await using var killed = tree.Apply(candidate);
        await killed.UntilAsync(
            () => !tree.Before.Differences(tree.Now).All(line => line.StartsWith('.')),
            "the candidate was in place",
            ct
        );
        await using (var second = tree.Apply(candidate))
            MustBeRefused(await second.EndAsync(ct), "is being changed by");
        await killed.SignalAsync("KILL", ct);
        _ = await killed.EndAsync(ct);
        await using (var third = tree.Apply(candidate))
            MustBeRefused(await third.EndAsync(ct), "rollback");
        await using var back = tree.Machine.Verify("rollback", $"{Machine.Out}/latest");
        var undone = await back.EndAsync(ct);
        Assert.That(undone.ExitCode, Is.Zero, undone.Stdout + undone.Stderr);
        Assert.That(tree.Before.Differences(tree.Now), Is.Empty);
        Assert.That(await tree.RunsAsync(ct), Does.EndWith("10s"));
    }

    private static void MustBeRefused(Ended ended, string said)
    {
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain(said).And.Contain(LiveTree.Folder));
    }
}
