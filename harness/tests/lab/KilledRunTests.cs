using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>kill -9 at any moment: the kernel takes the lab away, and nothing stays but the run's own folder.</summary>
[Waits, Parallelizable]
public sealed class KilledRunTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // The kernel takes namespaces down after the last process in them has ended, in its own time.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    [CancelAfter(PatienceMilliseconds)]
    [TestCase(0, 300, false)]
    [TestCase(300, 1000, false)]
    [TestCase(300, 1500, true)]
    [TestCase(1000, 2500, false)]
    [TestCase(2500, 5000, true)]
    [TestCase(4000, 8000, false)]
    public async Task A_run_that_is_killed_leaves_nothing_behind(
        int from,
        int to,
        bool asNobody,
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct);
        var before = await machine.LookAsync(ct);
        string[] line = ["scenario", "nginx-caching", "--out", Machine.Out];
        await using var program = asNobody ? machine.VerifyAsNobody(line) : machine.Verify(line);
        // A moment like any other: that is the point of it.
        var moment = TimeSpan.FromMilliseconds(Random.Shared.Next(from, to));
        TestContext.Out.WriteLine($"killed after {moment.TotalMilliseconds:0} ms");
        await Task.Delay(moment, ct);
        await program.SignalAsync("KILL", ct);
        _ = await program.EndAsync(ct);
        while (ProcessTree.Alive(machine.Path("/proc")).Count > before.Processes.Count)
            await Task.Delay(BetweenLooks, ct);
        (await machine.LookAsync(ct)).MustBe(before);
    }
}
