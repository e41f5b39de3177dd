using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>Whole runs on configurations of the user's own, as they are.</summary>
[Measures, Parallelizable(ParallelScope.All)]
public sealed class OwnRunTests
{
    // A run takes a minute on two idle cores.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_foreign_pair_passes_and_nothing_of_the_machine_changes(CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(ct, "mkdir /tmp/site");
        var pair = Site(machine, OwnPairFiles.Site(), OwnPairFiles.Site("1s"));
        var (before, served) = (await machine.LookAsync(ct), await ServedAsync(machine, ct));
        // Load takes as long as all the rest, and asks nothing else of a foreign pair than of the included one.
        RunInMachine run = null!;
        var ended = await Measured.EndAsync(
            () => (run = RunInMachine.Start(machine, [.. pair, "--phase", "0,2,3B,4,5,6"])).Program,
            ct
        );
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Match("phases +(2 skipped, 6 pass|6 pass, 2 skipped)"));
        Assert.That(Path.Combine(run.Folder, "given"), Does.Not.Exist, "it has gone with the lab");
        (await machine.LookAsync(ct)).MustBe(before);
        Assert.That(await ServedAsync(machine, ct), Is.EqualTo(served));
    }

    [TestCase(false), TestCase(true), CancelAfter(PatienceMilliseconds)]
    public async Task One_that_is_killed_while_it_serves_leaves_nothing_behind(
        bool asNobody,
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct, "mkdir /tmp/site");
        var pair = Site(machine, OwnPairFiles.Site(), OwnPairFiles.Site("1s"));
        var (before, served) = (await machine.LookAsync(ct), await ServedAsync(machine, ct));
        await using var run = asNobody
            ? RunInMachine.StartAsNobody(machine, pair)
            : RunInMachine.Start(machine, pair);
        await run.UntilAsync("5.5", ct);
        Assert.That(
            run.Events.OfType<StepFinished>().Where(step => step.Verdict != Verdict.Pass),
            Is.Empty
        );
        await run.Program.SignalAsync("KILL", ct);
        _ = await run.Program.EndAsync(ct);
        while (ProcessTree.Alive(machine.Path("/proc")).Count > before.Processes.Count)
            await Task.Delay(BetweenLooks, ct);
        (await machine.LookAsync(ct)).MustBe(before);
        Assert.That(await ServedAsync(machine, ct), Is.EqualTo(served));
    }

    // The kernel takes namespaces down after the last process in them has ended, in its own time.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private static string[] Site(
        Machine machine,
        Dictionary<string, string> baseline,
        Dictionary<string, string> candidate
    ) => OwnPairFiles.Write(machine.Path("/tmp/site"), "/tmp/site", baseline, candidate);

    private static Task<string> ServedAsync(Machine machine, CancellationToken ct) =>
        machine.ShellAsync("ls -ld --time-style=full-iso /srv /srv/* / 2>&1", ct);
}
