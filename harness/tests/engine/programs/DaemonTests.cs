using System.Collections.Concurrent;
using Verify.Engine.Namespaces;
using Verify.Engine.Programs;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Programs;

public sealed class DaemonTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<string> heard = new();
    private readonly ConcurrentQueue<string> complained = new();
    private Compartment place = null!;

    [SetUp]
    public void Find_a_place()
    {
        place = Compartment.OfTheProgram();
        heard.Clear();
        complained.Clear();
    }

    [TearDown]
    public void Leave_it() => place.Dispose();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_child_that_keeps_its_pipes_keeps_nobody_waiting(CancellationToken ct)
    {
        await using (
            var daemon = await StartAsync("sleep 4321 & echo $!; echo last >&2; exit 6", ct)
        )
        {
            while (!await daemon.HasEndedAsync(Look))
                ct.ThrowIfCancellationRequested();
            await Command.MustAsync(["kill", heard.Single()], ct);
            Assert.That(daemon.ExitCode, Is.EqualTo(6));
            Assert.That(complained, Is.EqualTo(["last"]));
        }
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task One_that_has_ended_is_disposed_of_beside_a_child_that_keeps_its_pipes(
        CancellationToken ct
    )
    {
        await using (var daemon = await StartAsync("sleep 4321 & echo $!; exec sleep 0.1", ct))
            while (!daemon.HasExited)
                await Task.Delay(Look, ct);
        await Command.MustAsync(["kill", heard.Single()], ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task One_that_had_to_run_says_why_it_does_not(CancellationToken ct)
    {
        await using var daemon = await StartAsync("echo last >&2; exit 6", ct);
        while (!daemon.HasExited)
            await Task.Delay(Look, ct);
        var failure = Assert.Throws<CannotRun>(() => daemon.MustRun("it"));
        Assert.That(
            failure!.Message,
            Is.EqualTo("it ended with exit 6: sh -c 'echo last >&2; exit 6'\nlast")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_interrupt_is_one_as_by_Ctrl_C(CancellationToken ct)
    {
        await using var daemon = await StartAsync(
            "trap 'echo rolled back; exit 130' INT; echo ready; while :; do sleep 0.05; done",
            ct
        );
        while (heard.IsEmpty)
            Assert.That(await daemon.HasEndedAsync(Look), Is.False);
        daemon.Interrupt();
        while (!await daemon.HasEndedAsync(Look))
            ct.ThrowIfCancellationRequested();
        Assert.That(daemon.ExitCode, Is.EqualTo(130));
        Assert.That(heard, Is.EqualTo(["ready", "rolled back"]));
        // It has no id any more that could be another's.
        daemon.Interrupt();
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task It_reads_nothing_and_dies_with_the_thread_that_holds_its_compartment(
        CancellationToken ct
    )
    {
        await using var daemon = await StartAsync("cat; echo read; exec sleep 4321", ct);
        while (heard.IsEmpty)
            await Task.Delay(Look, ct);
        place.Dispose();
        while (!await daemon.HasEndedAsync(Look))
            ct.ThrowIfCancellationRequested();
        Assert.That(daemon.ExitCode, Is.EqualTo(137));
    }

    private Task<Daemon> StartAsync(string line, CancellationToken ct) =>
        Daemon.StartAsync(["sh", "-c", line], "/", place, ct, heard.Enqueue, complained.Enqueue);
}
