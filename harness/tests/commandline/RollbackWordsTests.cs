using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>What is said where a rollback, or the folder for temporary files, is not what it should be.</summary>
[Parallelizable]
public sealed class RollbackWordsTests
{
    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_journal_that_tells_of_no_run_leaves_nothing_behind_and_is_named(
        CancellationToken ct
    )
    {
        using var tree = new TempFolder();
        var journal = tree.File(".verify-rollout.jsonl");
        await File.WriteAllTextAsync(journal, "{\"kind\":\"x\"}\n", ct);

        var ended = await VerifyProgram.RunAsync(["rollback", tree.Path], ct);

        Assert.That(ended.ExitCode, Is.EqualTo(5), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain($"remove the journal: rm {journal}"));
        Assert.That(
            Directory.Exists(Checkout.Out)
                ? Directory.GetDirectories(Checkout.Out, $"*{Path.GetFileName(tree.Path)}*")
                : [],
            Is.Empty,
            "it would stop every later run"
        );
    }

    [TestCase("rollback --yes --jsn", "'--jsn' is not a known option of 'rollback'")]
    [TestCase("doctor --jsn", "Did you mean '--json'?")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task An_option_that_a_verb_does_not_have_is_no_name(
        string line,
        string said,
        CancellationToken ct
    )
    {
        var ended = await VerifyProgram.RunAsync(line.Split(' '), ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout);
        Assert.That(ended.Stderr, Does.Contain(said));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_folder_for_temporary_files_that_is_not_there_is_not_made(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var (missing, configuration) = (folder.File("no/such"), folder.File("nginx.conf"));
        await File.WriteAllTextAsync(configuration, "events { }\n", ct);

        var ended = await VerifyProgram.RunAsync(
            ["config", "check", configuration],
            ct,
            new Dictionary<string, string> { ["TMPDIR"] = missing }
        );

        Assert.That(Directory.Exists(missing), Is.False);
        // Its own checks need none.
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(ended.Stdout + ended.Stderr, Does.Contain($"TMPDIR is {missing}"));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Nobody_is_told_to_take_the_shared_folder_from_all_users(CancellationToken ct)
    {
        using var folder = new TempFolder();
        var shared = folder.File("shared");
        Directory.CreateDirectory(shared);
        File.SetUnixFileMode(shared, (UnixFileMode)Convert.ToInt32("1777", 8));

        var ended = await VerifyProgram.RunAsync(
            ["scenario", "nginx-caching", "--apply-to", shared],
            ct
        );

        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain("a folder of its own").And.Not.Contain("chmod"));
    }
}
