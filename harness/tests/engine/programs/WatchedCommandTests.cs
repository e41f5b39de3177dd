using System.Collections.Concurrent;
using Verify.Engine.Programs;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Programs;

/// <summary>A command that must not be killed in the midst of its work, such as apt-get.</summary>
public sealed class WatchedCommandTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Every_line_is_passed_on_while_it_runs(CancellationToken ct)
    {
        var heard = new ConcurrentQueue<string>();
        var ended = await Command.WatchAsync(
            ["sh", "-c", "echo one; echo no line of this >&2; echo; printf three; exit 4"],
            heard.Enqueue,
            ct
        );
        Assert.That(heard, Is.EqualTo(["one", "", "three"]));
        Assert.That((ended.ExitCode, ended.Stdout), Is.EqualTo((4, "one\n\nthree")));
        Assert.That(ended.Stderr, Is.EqualTo("no line of this\n"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_cancellation_waits_until_it_has_ended_in_its_own_way(CancellationToken ct)
    {
        const string Slow =
            "trap 'sleep 0.5; echo tidied; exit 1' INT; echo ready; while :; do sleep 0.05; done";
        var heard = new ConcurrentQueue<string>();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = Command.WatchAsync(["sh", "-c", Slow], heard.Enqueue, cancelled.Token);
        while (heard.IsEmpty)
            await Task.Delay(TimeSpan.FromMilliseconds(10), ct);
        await cancelled.CancelAsync();
        await Assert.ThatAsync(() => running, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(heard, Is.EqualTo(["ready", "tidied"]));
    }
}
