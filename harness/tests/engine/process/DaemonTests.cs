using System.Collections.Concurrent;
using Verify.Engine;

namespace Verify.Tests;

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
        int left;
        await using (
            var daemon = await StartAsync("sleep 1000 & echo $!; echo last >&2; exit 6", ct)
        )
        {
            while (!await daemon.HasEndedAsync(Look))
                ct.ThrowIfCancellationRequested();
            Assert.That(daemon.ExitCode, Is.EqualTo(6));
            left = int.Parse(heard.Single());
            Assert.That(complained, Is.EqualTo(["last"]));
            var failure = Assert.Throws<CannotRun>(() => daemon.MustRun("it"));
            Assert.That(
                failure!.Message,
                Does.StartWith("it ended with exit 6: sh -c").And.EndsWith("last")
            );
        }
        await Command.MustAsync(["kill", $"{left}"], ct);
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
        await using var daemon = await StartAsync("cat; echo read; exec sleep 1000", ct);
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
