using System.Diagnostics;
using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>Ctrl-C and its kin: everything undone, everything reported, exit 130, and soon.</summary>
[Waits, Parallelizable(ParallelScope.All)]
public sealed class InterruptedRunTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [CancelAfter(PatienceMilliseconds)]
    [TestCase("INT", "2.1")]
    [TestCase("INT", "5.2")]
    [TestCase("INT", "5.5")]
    [TestCase("TERM", "5.5")]
    [TestCase("HUP", "5.2")]
    public async Task An_interrupted_run_rolls_back_and_exits_130(
        string signal,
        string during,
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct);
        var before = await machine.LookAsync(ct);
        var clock = Stopwatch.StartNew();
        await using var run = RunInMachine.Start(machine);
        await run.UntilAsync(during, ct);

        var there = clock.Elapsed;
        await run.Program.SignalAsync(signal, ct);
        var ended = await run.Program.EndAsync(ct);

        Assert.That(ended.ExitCode, Is.EqualTo(130), ended.Stdout + ended.Stderr);
        // Nobody waits for what was under way: to go back takes less than it took to come, on a slow machine too.
        Assert.That(clock.Elapsed - there, Is.LessThan(there));
        var events = run.Events;
        Assert.That(
            events.OfType<ChangeUndone>().Select(undone => undone.Change),
            Is.EquivalentTo(events.OfType<ChangeIntended>().Select(intended => intended.Change))
        );
        Assert.That(events.OfType<ChangeUndone>().Select(undone => undone.Error), Has.All.Null);
        Assert.That(events[^1], Is.TypeOf<RunFinished>().With.Property("ExitCode").EqualTo(130));
        foreach (var report in new[] { "implementation-log.md", "junit.xml", "allure-results" })
            Assert.That(Path.Combine(run.Folder, report), Does.Exist);
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(run.Folder, "implementation-log.md"), ct),
            Does.Contain("interrupted")
        );
        (await machine.LookAsync(ct)).MustBe(before);
    }
}
