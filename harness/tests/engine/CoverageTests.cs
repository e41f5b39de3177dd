using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Engine;

/// <summary>What a run has changed is found by looking, in a lab and on a machine that others use.</summary>
public sealed class CoverageTests
{
    // Far beyond what a start takes on a busy machine; a run that hangs shall not hold the tests up.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // Others start and end processes all the time.
    private const string Others = "(while :; do sleep 0.02; done) &";

    private static readonly string[] Lab =
    [
        "unshare",
        "--fork",
        "--pid",
        "--mount",
        "--mount-proc",
        "--net",
        "--kill-child",
        "env",
        "VERIFY_LAB=all-users",
    ];

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_is_left_in_a_lab_is_named_with_the_phase_that_left_it(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        await using var run = StartedProgram.Here([
            .. Lab,
            .. SelfProgram.Line<LeavesEverything>(folder.Path),
        ]);
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(5), ended.Stdout + ended.Stderr);
        MustNameEverything(folder.Path);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_is_taken_back_in_a_lab_is_not_left_and_was_seen(CancellationToken ct)
    {
        using var folder = new TempFolder();
        await using var run = StartedProgram.Here([
            .. Lab,
            .. SelfProgram.Line<LeavesNothing>(folder.Path),
        ]);
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.Zero, () => Finished(folder.Path).Reason!);
        MustHaveSeenEverything(folder.Path);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_is_left_on_a_machine_is_named_with_the_phase_that_left_it(
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct, Others);
        await using var run = machine.Start(SelfProgram.Line<LeavesEverything>(Machine.Run));
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(5), ended.Stdout + ended.Stderr);
        MustNameEverything(machine.Path(Machine.Run));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_others_start_and_end_meanwhile_is_none_of_the_runs(CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(ct, Others);
        await using var run = machine.Start(SelfProgram.Line<LeavesNothing>(Machine.Run));
        var ended = await run.EndAsync(ct);
        var folder = machine.Path(Machine.Run);
        Assert.That(ended.ExitCode, Is.Zero, () => Finished(folder).Reason!);
        MustHaveSeenEverything(folder);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_a_killed_run_left_is_named_by_rollback_until_it_is_gone(
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct);
        await using var run = machine.Start(SelfProgram.Line<LeavesAndStays>(Machine.Run));
        var folder = machine.Path(Machine.Run);
        await run.UntilAsync(
            () => Events<StepStarted>(folder).Any(step => step.Step == "6.1"),
            "the last step began",
            ct
        );
        await run.SignalAsync("KILL", ct);
        _ = await run.EndAsync(ct);

        var said = await RollBackAsync(machine, 5, ct);
        Assert.That(
            said,
            Does.Contain($"not as before the run: mount tmpfs on {EveryKind.Folder}")
        );
        Assert.That(said, Does.Contain("sysctl net.core.somaxconn was").And.Contain("is 1234"));
        Assert.That(said, Does.Match("file .*/kept.conf was mode 644 .*is mode 600 "));

        var limit = (await File.ReadAllTextAsync(EveryKind.Setting, ct)).Trim();
        await machine.ShellAsync(
            $"umount {EveryKind.Folder}; echo {limit} >{EveryKind.Setting}; chmod 644 {Machine.Run}/tree/kept.conf",
            ct
        );
        _ = await RollBackAsync(machine, 0, ct);
    }

    private static async Task<string> RollBackAsync(Machine machine, int exit, CancellationToken ct)
    {
        await using var rollback = machine.Verify("rollback", Machine.Run);
        var ended = await rollback.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(exit), ended.Stdout + ended.Stderr);
        return ended.Stderr;
    }

    private static void MustNameEverything(string folder)
    {
        var reason = Finished(folder).Reason;
        const string first = "first seen changed after phase";
        Assert.Multiple(() =>
        {
            Assert.That(
                reason,
                Does.Match($@"process \d+ {EveryKind.Sleeping} \(started by the run\), {first} 1")
            );
            Assert.That(reason, Does.Contain($"mount tmpfs on {EveryKind.Folder}, {first} 2"));
            Assert.That(
                reason,
                Does.Match(
                    $@"port tcp 0\.0\.0\.0:{EveryKind.Port} \(this program, \d+\), {first} 3"
                )
            );
            Assert.That(
                reason,
                Does.Match($@"sysctl net\.core\.somaxconn was \d+, is 1234, {first} 4")
            );
            Assert.That(
                reason,
                Does.Match($@"file \S+/kept\.conf was mode 644 .*, is mode 600 .*, {first} 5")
            );
            // Five things, and nothing that nobody has left.
            Assert.That(reason!.Split(first), Has.Length.EqualTo(6), reason);
        });
    }

    private static void MustHaveSeenEverything(string folder) =>
        Assert.That(
            Events<PhaseChanged>(folder).Select(phase => phase.Things.Count),
            Is.EqualTo(new[] { 1, 1, 1, 1, 1 }),
            () => string.Join('\n', Events<PhaseChanged>(folder).SelectMany(phase => phase.Things))
        );

    private static RunFinished Finished(string folder) => Events<RunFinished>(folder).Single();

    private static IEnumerable<T> Events<T>(string folder)
        where T : RunEvent
    {
        var record = RunFolder.RecordOf(folder);
        return File.Exists(record)
            ? Verify.Reports.Record.RunRecord.Read(record).Events.OfType<T>()
            : [];
    }
}
