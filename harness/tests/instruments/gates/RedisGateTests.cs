using System.Net.Sockets;
using StackExchange.Redis;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Redis;
using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Redis;
using Verify.Tests.Ground;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments.Gates;

/// <summary>A gate in front of a real Redis makes the order of what its clients do.</summary>
[Waits]
public sealed class RedisGateTests : GatedRedis
{
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_fill_that_is_held_lands_after_the_invalidation(CancellationToken ct)
    {
        using var reader = await LineClient.ConnectAsync(Gate.Port, ct);
        using var writer = await LineClient.ConnectAsync(Gate.Port, ct);
        await using var fill = Gate.Hold(command => command.IsSet("video:1"));

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
        using var client = await LineClient.ConnectAsync(Gate.Port, ct);
        await using var hold = Gate.Hold(command => command.Is("SET"));

        await client.SendAsync("PING\r\nSET a 1", ct);

        Assert.That(await client.AnswerAsync(ct), Is.EqualTo("+PONG"));
        await hold.ReachedAsync(ct);
        Assert.That(Gate.Counts.Keys, Is.EqualTo(["PING"]));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Only_the_next_one_may_be_held_and_several_waited_for(CancellationToken ct)
    {
        using var one = await LineClient.ConnectAsync(Gate.Port, ct);
        using var two = await LineClient.ConnectAsync(Gate.Port, ct);
        var next = Gate.HoldNext(command => command.Is("INCR"));
        await one.SendAsync("INCR n", ct);
        await next.ReachedAsync(ct);
        Assert.That(await two.AskAsync("INCR n", ct), Is.EqualTo(":1"));
        next.Release();
        Assert.That(await one.AnswerAsync(ct), Is.EqualTo(":2"));

        var both = Gate.Hold(command => command.Is("INCR"));
        await one.SendAsync("INCR n", ct);
        await two.SendAsync("INCR n", ct);
        await both.ReachedAsync(2, ct);
        Assert.That(await new RedisCli(Redis).GetAsync("n", ct), Is.EqualTo("2"));
        await both.DisposeAsync();
        Assert.That(
            new[] { await one.AnswerAsync(ct), await two.AnswerAsync(ct) },
            Is.EquivalentTo([":3", ":4"])
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_held_command_arrives_though_its_client_has_gone(CancellationToken ct)
    {
        await using var hold = Gate.Hold(command => command.IsSet("late"));
        using (var client = await LineClient.ConnectAsync(Gate.Port, ct))
        {
            await client.SendAsync("SET late 1", ct);
            await hold.ReachedAsync(ct);
        }
        hold.Release();
        while (await new RedisCli(Redis).GetAsync("late", ct) is null)
            await Task.Delay(10, ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_question_that_throws_is_told_to_whoever_waits(CancellationToken ct)
    {
        using var client = await LineClient.ConnectAsync(Gate.Port, ct);
        await using var hold = Gate.Hold(command => command.Arguments[7] == "");
        Assert.That(await client.AskAsync("PING", ct), Is.EqualTo("+PONG"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => hold.ReachedAsync(ct));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_API_s_own_client_goes_through_it_and_is_counted(CancellationToken ct)
    {
        var gets = Gate.Count(command => command.IsGet("video:1"));
        var sets = Gate.Count(command => command.IsSet("video:1"));
        await using (var Redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Gate.Port}"))
        {
            var database = Redis.GetDatabase();
            await database.StringSetAsync("video:1", "x", TimeSpan.FromMinutes(5));
            await Task.WhenAll(
                Enumerable.Range(0, 100).Select(_ => database.StringGetAsync("video:1"))
            );
            await database.KeyDeleteAsync("video:1");
        }
        Assert.That(gets.Count, Is.EqualTo(100));
        // It asks for a key of its own when it connects.
        Assert.That(Gate.Counts["GET"], Is.GreaterThanOrEqualTo(100));
        // SET with an expiry is a SETEX of its.
        Assert.That(sets.Count, Is.EqualTo(1));
        Assert.That(Gate.Notes, Is.Empty);
        Gate.ResetCounts();
        Assert.That(Gate.Counts, Is.Empty);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_is_no_RESP_reaches_Redis_which_refuses_it_itself(CancellationToken ct)
    {
        using var client = await LineClient.ConnectAsync(Gate.Port, ct);
        Assert.That(
            await client.AskAsync("*1\r\n:5", ct),
            Does.StartWith("-ERR Protocol error: expected '$'")
        );
        Assert.That(await client.AnswerAsync(ct), Is.Null);
        Assert.That(
            Gate.Notes,
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
        var closing = await RedisGate.OpenAsync(GatePlace.Before(Redis.Settings.Port));
        using var client = await LineClient.ConnectAsync(closing.Port, ct);
        var hold = closing.Hold(command => command.Is("SET"));
        await client.SendAsync("SET closed 1", ct);
        await hold.ReachedAsync(ct);
        Assert.That(closing.Connections, Is.EqualTo(1));

        await closing.DisposeAsync();

        Assert.That(closing.Connections, Is.Zero);
        await Assert.ThrowsAsync<IOException>(() => client.AnswerAsync(ct));
        hold.Release();
        Assert.That(await new RedisCli(Redis).GetAsync("closed", ct), Is.Null);
    }
}
