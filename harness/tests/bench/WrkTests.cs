using Verify.Engine.Linux;
using Verify.Engine.Namespaces;
using Verify.Engine.Programs;
using Verify.Fixtures.Packages;
using Verify.Instruments.Memory;
using Verify.Scenarios.Bench;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Bench;

[CancelAfter(Hang.Milliseconds)]
public sealed class WrkTests
{
    [Test]
    public async Task What_wrk_counts_is_what_the_server_answered(CancellationToken ct)
    {
        await InstalledAsync(ct);
        var answered = 0;
        await using var server = RawServer.Answering(
            (_, _) =>
            {
                Interlocked.Increment(ref answered);
                return RawServer.Ok("#EXTM3U\n"u8);
            }
        );

        var block = await Wrk.RunAsync(server.Address, 4, TimeSpan.FromSeconds(1), ct);

        Assert.That(block.Errors, Is.Zero);
        // What was under way when time was up is no whole request: at most one for each connection.
        Assert.That(block.Requests, Is.GreaterThan(0).And.InRange(answered - 4, answered));
        Assert.That(block.Elapsed, Is.GreaterThan(TimeSpan.FromSeconds(0.9)));
        Assert.That(block.Cpu, Is.GreaterThan(TimeSpan.Zero).And.LessThan(block.Elapsed * 1.5));
    }

    [Test]
    public async Task An_answer_that_is_no_success_is_an_error(CancellationToken ct)
    {
        await InstalledAsync(ct);
        await using var server = RawServer.Answering((_, _) => RawServer.NotFound());

        var block = await Wrk.RunAsync(server.Address, 2, TimeSpan.FromSeconds(1), ct);

        Assert.That(block.Errors, Is.GreaterThan(0).And.EqualTo(block.Requests).Within(2));
    }

    [Test]
    public void Every_kind_of_failure_is_counted_and_no_words_are_no_result()
    {
        var block = Wrk.Read(
            """
              12345 requests in   1.50m, 6.12GB read
              Socket errors: connect 1, read 20, write 300, timeout 4000
              Non-2xx or 3xx responses: 50000
            """,
            TimeSpan.FromSeconds(1)
        );

        Assert.That(block.Errors, Is.EqualTo(54321));
        Assert.That(block.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(90)));
        Assert.That(() => Wrk.Read("unable to connect", default), Throws.InstanceOf<CannotRun>());
    }

    [Test]
    public async Task Memory_and_processor_time_are_those_the_kernel_keeps()
    {
        var before = ProcessorTime.Of(Environment.ProcessId);
        // Touched, so that the pages are really there.
        var taken = new byte[64 << 20];
        Array.Fill(taken, (byte)1);
        using var compartment = Compartment.OfTheProgram();
        await using var idle = await Daemon.StartAsync(["sleep", "60"], "/", compartment, default);

        Assert.That(
            ProportionalMemory.Of(Environment.ProcessId),
            Is.GreaterThan(taken.Length).And.LessThan(Environment.WorkingSet * 1.5)
        );
        Assert.That(ProportionalMemory.Of(idle.Id), Is.GreaterThan(0).And.LessThan(4 << 20));
        Assert.That(
            ProcessorTime.Of(Environment.ProcessId),
            Is.GreaterThanOrEqualTo(before).And.LessThanOrEqualTo(Environment.CpuUsage.TotalTime)
        );
        GC.KeepAlive(taken);
    }

    private static Task InstalledAsync(CancellationToken ct) =>
        Installation.EnsureAsync([new WrkService()], install: true, TextWriter.Null, ct);
}
