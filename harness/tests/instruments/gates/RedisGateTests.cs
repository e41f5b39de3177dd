using System.Net.Sockets;
using StackExchange.Redis;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Redis;
using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Redis;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments.Gates;

/// <summary>A gate in front of a real Redis makes the order of what its clients do, and every fault.</summary>
[Waits]
public sealed class RedisGateTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // Long beside an answer of Redis's, which takes less than a millisecond, and short for a reader.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    private TempFolder folder = null!;
    private RedisServer redis = null!;
    private Gate<RedisCommand> gate = null!;

    [OneTimeSetUp]
    public async Task Start_Redis()
    {
        folder = new();
        redis = await RedisServer.StartAsync(new(folder.Path, LoopbackPort.Free()), default);
    }

    [OneTimeTearDown]
    public async Task Stop_it()
    {
        await redis.DisposeAsync();
        folder.Dispose();
    }

    [SetUp]
    public async Task Open_a_gate()
    {
        gate = await RedisGate.OpenAsync(GatePlace.Before(redis.Settings.Port));
        await new RedisCli(redis).ShowAsync(["FLUSHALL"], default);
    }

    [TearDown]
    public async Task Close_it() => await gate.DisposeAsync();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_fill_that_is_held_lands_after_the_invalidation(CancellationToken ct)
    {
        using var reader = await LineClient.ConnectAsync(gate.Port, ct);
        using var writer = await LineClient.ConnectAsync(gate.Port, ct);
        await using var fill = gate.Hold(command => command.IsSet("video:1"));

        await reader.SendAsync("SET video:1 old\r\nGET video:1", ct);
        await fill.ReachedAsync(ct);
        Assert.That(await writer.AskAsync("DEL video:1", ct), Is.EqualTo(":0"));
        Assert.That(await writer.AskAsync("EXISTS video:1", ct), Is.EqualTo(":0"));
        fill.Release();

        Assert.That(await reader.AnswerAsync(ct), Is.EqualTo("+OK"));
        // What it sent behind it has waited with it, and comes behind it.
        Assert.That(await reader.AnswerAsync(ct), Is.EqualTo("$3"));
        Assert.That(await reader.AnswerAsync(ct), Is.EqualTo("old"));
        Assert.That(fill.Held.Select(command => $"{command}"), Is.EqualTo(["SET video:1 old"]));
        Assert.That(await writer.AskAsync("EXISTS video:1", ct), Is.EqualTo(":1"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_a_client_sent_before_the_held_command_is_answered(CancellationToken ct)
    {
        using var client = await LineClient.ConnectAsync(gate.Port, ct);
        await using var hold = gate.Hold(command => command.Is("SET"));

        await client.SendAsync("PING\r\nSET a 1", ct);

        Assert.That(await client.AnswerAsync(ct), Is.EqualTo("+PONG"));
        await hold.ReachedAsync(ct);
        Assert.That(gate.Counts.Keys, Is.EqualTo(["PING"]));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Only_the_next_one_may_be_held_and_several_waited_for(CancellationToken ct)
    {
        using var one = await LineClient.ConnectAsync(gate.Port, ct);
        using var two = await LineClient.ConnectAsync(gate.Port, ct);
        var next = gate.HoldNext(command => command.Is("INCR"));
        await one.SendAsync("INCR n", ct);
        await next.ReachedAsync(ct);
        Assert.That(await two.AskAsync("INCR n", ct), Is.EqualTo(":1"));
        next.Release();
        Assert.That(await one.AnswerAsync(ct), Is.EqualTo(":2"));

        var both = gate.Hold(command => command.Is("INCR"));
        await one.SendAsync("INCR n", ct);
        await two.SendAsync("INCR n", ct);
        await both.ReachedAsync(2, ct);
        Assert.That(await new RedisCli(redis).GetAsync("n", ct), Is.EqualTo("2"));
        await both.DisposeAsync();
        Assert.That(
            new[] { await one.AnswerAsync(ct), await two.AnswerAsync(ct) },
            Is.EquivalentTo([":3", ":4"])
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_held_command_arrives_though_its_client_has_gone(CancellationToken ct)
    {
        await using var hold = gate.Hold(command => command.IsSet("late"));
        using (var client = await LineClient.ConnectAsync(gate.Port, ct))
        {
            await client.SendAsync("SET late 1", ct);
            await hold.ReachedAsync(ct);
        }
        hold.Release();
        while (await new RedisCli(redis).GetAsync("late", ct) is null)
            await Task.Delay(10, ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_question_that_throws_is_told_to_whoever_waits(CancellationToken ct)
    {
        using var client = await LineClient.ConnectAsync(gate.Port, ct);
        await using var hold = gate.Hold(command => command.Arguments[7] == "");
        Assert.That(await client.AskAsync("PING", ct), Is.EqualTo("+PONG"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => hold.ReachedAsync(ct));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_API_s_own_client_goes_through_it_and_is_counted(CancellationToken ct)
    {
        var gets = gate.Count(command => command.IsGet("video:1"));
        var sets = gate.Count(command => command.IsSet("video:1"));
        await using (var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{gate.Port}"))
        {
            var database = redis.GetDatabase();
            await database.StringSetAsync("video:1", "x", TimeSpan.FromMinutes(5));
            await Task.WhenAll(
                Enumerable.Range(0, 100).Select(_ => database.StringGetAsync("video:1"))
            );
            await database.KeyDeleteAsync("video:1");
        }
        Assert.That(gets.Count, Is.EqualTo(100));
        // It asks for a key of its own when it connects.
        Assert.That(gate.Counts["GET"], Is.GreaterThanOrEqualTo(100));
        // SET with an expiry is a SETEX of its.
        Assert.That(sets.Count, Is.EqualTo(1));
        Assert.That(gate.Notes, Is.Empty);
        gate.ResetCounts();
        Assert.That(gate.Counts, Is.Empty);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Refused_connections_end_new_ones_are_refused_and_the_port_comes_back(
        CancellationToken ct
    )
    {
        using var before = await LineClient.ConnectAsync(gate.Port, ct);
        Assert.That(await before.AskAsync("PING", ct), Is.EqualTo("+PONG"));
        for (var again = 0; again < 3; again++)
        {
            gate.Fault = Fault.Refuse;
            var refused = await Assert.ThrowsAsync<SocketException>(() =>
                LineClient.ConnectAsync(gate.Port, ct)
            );
            Assert.That(refused!.SocketErrorCode, Is.EqualTo(SocketError.ConnectionRefused));
            gate.Fault = Fault.None;
            using var after = await LineClient.ConnectAsync(gate.Port, ct);
            Assert.That(await after.AskAsync("PING", ct), Is.EqualTo("+PONG"));
        }
        await Assert.ThrowsAsync<IOException>(() => before.AnswerAsync(ct));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_blackhole_takes_connections_and_never_answers_until_it_is_over(
        CancellationToken ct
    )
    {
        using var open = await LineClient.ConnectAsync(gate.Port, ct);
        Assert.That(await open.AskAsync("PING", ct), Is.EqualTo("+PONG"));

        gate.Fault = Fault.Blackhole;
        using var fresh = await LineClient.ConnectAsync(gate.Port, ct);
        await open.SendAsync("SET a 1", ct);
        await fresh.SendAsync("PING", ct);
        var answers = new[] { open.AnswerAsync(ct), fresh.AnswerAsync(ct) };
        await Task.Delay(Delay, ct);
        Assert.That(answers, Has.None.Property("IsCompleted").True);
        Assert.That(await new RedisCli(redis).GetAsync("a", ct), Is.Null, "it did not arrive");

        gate.Fault = Fault.None;
        Assert.That(await Task.WhenAll(answers), Is.EqualTo(["+OK", "+PONG"]));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_slow_answer_comes_so_much_later_at_the_same_rate(CancellationToken ct)
    {
        // Larger than a part, so that each of its parts must not be late anew.
        await new RedisCli(redis).ShowAsync(["SETRANGE", "large", "2000000", "x"], ct);
        using var client = await LineClient.ConnectAsync(gate.Port, ct);
        Assert.That(await client.AskAsync("PING", ct), Is.EqualTo("+PONG"));

        gate.Fault = Fault.Slow(Delay);
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
        using var client = await LineClient.ConnectAsync(gate.Port, ct);
        var delay = TimeSpan.FromMilliseconds(1.9);
        gate.Fault = Fault.Slow(delay);
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
        await new RedisCli(redis).ShowAsync(["SETRANGE", "large", "2000000", "x"], ct);
        await using var bare = await BytesGate.OpenAsync(GatePlace.Before(redis.Settings.Port));
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
    public async Task What_is_no_RESP_reaches_Redis_which_refuses_it_itself(CancellationToken ct)
    {
        using var client = await LineClient.ConnectAsync(gate.Port, ct);
        Assert.That(
            await client.AskAsync("*1\r\n:5", ct),
            Does.StartWith("-ERR Protocol error: expected '$'")
        );
        Assert.That(await client.AnswerAsync(ct), Is.Null);
        Assert.That(
            gate.Notes,
            Is.EqualTo(["connection 1: no length of a word: :5; passed on unread from there"])
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_server_that_is_not_there_is_noted_and_its_client_reset(CancellationToken ct)
    {
        await using var nowhere = await RedisGate.OpenAsync(GatePlace.Before(LoopbackPort.Free()));
        Assert.That(
            async () =>
            {
                using var client = await LineClient.ConnectAsync(nowhere.Port, ct);
                await client.AnswerAsync(ct);
            },
            // The reset may come before the client knows that it is connected.
            Throws.InstanceOf<IOException>().Or.InstanceOf<SocketException>()
        );
        Assert.That(
            nowhere.Notes,
            Has.One.StartsWith("connection 1: 127.0.0.1:").And.One.Contains("refused")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_gate_that_is_closed_ends_its_connections_also_held_ones(
        CancellationToken ct
    )
    {
        var closing = await RedisGate.OpenAsync(GatePlace.Before(redis.Settings.Port));
        using var client = await LineClient.ConnectAsync(closing.Port, ct);
        var hold = closing.Hold(command => command.Is("SET"));
        await client.SendAsync("SET closed 1", ct);
        await hold.ReachedAsync(ct);
        Assert.That(closing.Connections, Is.EqualTo(1));

        await closing.DisposeAsync();

        Assert.That(closing.Connections, Is.Zero);
        await Assert.ThrowsAsync<IOException>(() => client.AnswerAsync(ct));
        hold.Release();
        Assert.That(await new RedisCli(redis).GetAsync("closed", ct), Is.Null);
    }
}
