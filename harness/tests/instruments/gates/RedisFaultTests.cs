using System.Net.Sockets;
using StackExchange.Redis;
using Verify.Fixtures.Redis;
using Verify.Instruments.Gates;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments.Gates;

/// <summary>A gate in front of a real Redis brings about every fault.</summary>
[Waits]
public sealed class RedisFaultTests : GatedRedis
{
    // Long beside an answer of Redis's, which takes less than a millisecond, and short for a reader.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Refused_connections_end_new_ones_are_refused_and_the_port_comes_back(
        CancellationToken ct
    )
    {
        using var before = await LineClient.ConnectAsync(Gate.Port, ct);
        Assert.That(await before.AskAsync("PING", ct), Is.EqualTo("+PONG"));
        for (var again = 0; again < 3; again++)
        {
            Gate.Fault = Fault.Refuse;
            var refused = await Assert.ThrowsAsync<SocketException>(() =>
                LineClient.ConnectAsync(Gate.Port, ct)
            );
            Assert.That(refused!.SocketErrorCode, Is.EqualTo(SocketError.ConnectionRefused));
            Gate.Fault = Fault.None;
            using var after = await LineClient.ConnectAsync(Gate.Port, ct);
            Assert.That(await after.AskAsync("PING", ct), Is.EqualTo("+PONG"));
        }
        await Assert.ThrowsAsync<IOException>(() => before.AnswerAsync(ct));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_blackhole_takes_connections_and_never_answers_until_it_is_over(
        CancellationToken ct
    )
    {
        using var open = await LineClient.ConnectAsync(Gate.Port, ct);
        Assert.That(await open.AskAsync("PING", ct), Is.EqualTo("+PONG"));

        Gate.Fault = Fault.Blackhole;
        using var fresh = await LineClient.ConnectAsync(Gate.Port, ct);
        await open.SendAsync("SET a 1", ct);
        await fresh.SendAsync("PING", ct);
        var answers = new[] { open.AnswerAsync(ct), fresh.AnswerAsync(ct) };
        await Task.Delay(Delay, ct);
        Assert.That(answers, Has.None.Property("IsCompleted").True);
        Assert.That(await new RedisCli(Redis).GetAsync("a", ct), Is.Null, "it did not arrive");

        Gate.Fault = Fault.None;
        Assert.That(await Task.WhenAll(answers), Is.EqualTo(["+OK", "+PONG"]));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_slow_answer_comes_so_much_later_at_the_same_rate(CancellationToken ct)
    {
        // Larger than a part, so that each of its parts must not be late anew.
        await new RedisCli(Redis).ShowAsync(["SETRANGE", "large", "2000000", "x"], ct);
        using var client = await LineClient.ConnectAsync(Gate.Port, ct);
        Assert.That(await client.AskAsync("PING", ct), Is.EqualTo("+PONG"));

        Gate.Fault = Fault.Slow(Delay);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.That(await client.AskAsync("PING", ct), Is.EqualTo("+PONG"));
        Assert.That(clock.Elapsed, Is.GreaterThanOrEqualTo(Delay));
        clock.Restart();
        Assert.That(await client.AskAsync("GET large", ct), Is.EqualTo("$2000001"));
        Assert.That((await client.AnswerAsync(ct))!, Has.Length.EqualTo(2_000_001));
        // Late one after the other, its 123 parts would take as many delays.
        Assert.That(clock.Elapsed, Is.GreaterThanOrEqualTo(Delay).And.LessThan(60 * Delay));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_answer_is_never_early_by_what_a_timer_rounds_off(CancellationToken ct)
    {
        using var client = await LineClient.ConnectAsync(Gate.Port, ct);
        var delay = TimeSpan.FromMilliseconds(1.9);
        Gate.Fault = Fault.Slow(delay);
        foreach (var _ in Enumerable.Range(0, 50))
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            Assert.That(await client.AskAsync("PING", ct), Is.EqualTo("+PONG"));
            Assert.That(clock.Elapsed, Is.GreaterThanOrEqualTo(delay));
        }
    }

    [TestCase(0), TestCase(10), TestCase(1_000_000), CancelAfter(PatienceMilliseconds)]
    public async Task An_answer_is_cut_off_after_exactly_so_many_bytes(
        int bytes,
        CancellationToken ct
    )
    {
        await new RedisCli(Redis).ShowAsync(["SETRANGE", "large", "2000000", "x"], ct);
        await using var bare = await BytesGate.OpenAsync(GatePlace.Before(Redis.Settings.Port));
        using var client = new TcpClient("127.0.0.1", bare.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray(), ct);
        await stream.ReadExactlyAsync(new byte["+PONG\r\n".Length], ct);

        // What was answered before does not count.
        bare.Fault = Fault.Cut(bytes);
        await stream.WriteAsync("GET large\r\n"u8.ToArray(), ct);

        using var got = new MemoryStream();
        await stream.CopyToAsync(got, ct);
        Assert.That(got.Length, Is.EqualTo(bytes));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_stalled_answer_goes_on_when_the_fault_is_over(CancellationToken ct)
    {
        const int before = 10;
        const int value = 2_000_000;
        await new RedisCli(Redis).ShowAsync(["SETRANGE", "stalled", $"{value - 1}", "x"], ct);
        await using var bare = await BytesGate.OpenAsync(GatePlace.Before(Redis.Settings.Port));
        bare.Fault = Fault.Stall(before);
        using var client = new TcpClient("127.0.0.1", bare.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("GET stalled\r\n"u8.ToArray(), ct);
        await stream.ReadExactlyAsync(new byte[before], ct);
        var next = stream.ReadExactlyAsync(new byte[1], ct).AsTask();

        // A whole answer to somebody else, who asked later.
        using var other = new TcpClient("127.0.0.1", bare.Port);
        await other.GetStream().WriteAsync("PING\r\n"u8.ToArray(), ct);
        await other.GetStream().ReadExactlyAsync(new byte["+PONG\r\n".Length], ct);
        Assert.That(next.IsCompleted, Is.False);

        bare.Fault = Fault.None;
        await next;
        await stream.ReadExactlyAsync(
            new byte[$"${value}\r\n".Length + value + "\r\n".Length - before - 1],
            ct
        );
    }
}
