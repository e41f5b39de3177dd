using Verify.Engine.Labs;
using Verify.Reports.Log;
using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>A lab that is killed cannot say so: whoever started it does, in the record, the log and the exit code.</summary>
[Waits, Parallelizable]
public sealed class KilledLabTests
{
    // Far beyond what it takes on a busy machine; a run that hangs shall not hold the tests up.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [CancelAfter(PatienceMilliseconds)]
    [TestCase("0,5", "0.1", true, "KILL")]
    [TestCase("2,5", "2.2", true, "KILL")]
    [TestCase("2,5", "2.2", false, "KILL")]
    [TestCase("5", "5.1", true, "KILL")]
    public async Task A_killed_lab_is_broken_and_leaves_a_log(
        string phases,
        string during,
        bool isItsFirst,
        string signal,
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct);
        var before = await machine.LookAsync(ct);
        await using var run = RunInMachine.Start(machine, "--phase", phases);
        await run.UntilAsync(during, ct);
        var (first, parent) = LabIn(machine);
        await machine.ShellAsync($"kill -{signal} {(isItsFirst ? first : parent)}", ct);
        var ended = await run.Program.EndAsync(ct);

        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain($"verify: The lab was killed by SIG{signal}"));
        Assert.That(ended.Stderr, Does.Not.Contain("unshare"));
        Assert.That(ended.Stdout, Does.Contain("BROKEN  nginx-caching"));
        Assert.That(
            run.Events[^1],
            Is.TypeOf<RunFinished>()
                .With.Property(nameof(RunFinished.Verdict))
                .EqualTo(Verdict.Broken)
                .And.Property(nameof(RunFinished.ExitCode))
                .EqualTo(3)
        );
        Assert.That(
            run.Events.OfType<ChangeUndone>().Select(undone => undone.Change),
            Is.EquivalentTo(run.Events.OfType<ChangeIntended>().Select(made => made.Change))
        );
        var log = await File.ReadAllTextAsync(Path.Combine(run.Folder, MarkdownLog.FileName), ct);
        Assert.That(log, Does.Contain($"> **Status**: Broken: The lab was killed by SIG{signal}"));
        foreach (var report in new[] { "junit.xml", "allure-results" })
            Assert.That(Path.Combine(run.Folder, report), Does.Exist);
        (await machine.LookAsync(ct)).MustBe(before);
    }

    private static (string First, string Parent) LabIn(Machine machine)
    {
        var proc = machine.Path("/proc");
        return ProcessTree
            .Alive(proc)
            .Select(shown => shown.Split(' ')[0])
            .Where(pid => ProcessTree.ArgumentsOf(proc, pid) is [_, _, "inside", ..])
            .Select(pid => (pid, ProcessTree.ParentOf(proc, pid)))
            .Single(one => ProcessTree.ArgumentsOf(proc, one.Item2) is ["unshare", ..]);
    }

    [TestCase(137, "", ExpectedResult = 9)]
    [TestCase(139, "", ExpectedResult = 11)]
    [TestCase(143, "", ExpectedResult = 15)]
    [TestCase(1, "unshare: sigprocmask unblock failed: Invalid argument", ExpectedResult = 9)]
    [TestCase(1, "unshare: unshare failed: Operation not permitted", ExpectedResult = null)]
    [TestCase(0, "", ExpectedResult = null)]
    [TestCase(1, "", ExpectedResult = null)]
    [TestCase(5, "", ExpectedResult = null)]
    // Interrupted, and rolled back.
    [TestCase(130, "", ExpectedResult = null)]
    public int? What_ended_a_lab_is_told_from_how_it_ended(int exit, string said) =>
        LabKilled.SignalOf(exit, said);
}
