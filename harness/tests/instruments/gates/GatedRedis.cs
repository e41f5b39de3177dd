using Verify.Fixtures.Ports;
using Verify.Fixtures.Redis;
using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Redis;
using Verify.Tests.Ground;

namespace Verify.Tests.Instruments.Gates;

/// <summary>A real Redis, and a gate before it that each test has anew.</summary>
public abstract class GatedRedis
{
    private protected const int PatienceMilliseconds = Hang.Milliseconds;

    private TempFolder folder = null!;
    private protected RedisServer Redis { get; private set; } = null!;
    private protected Gate<RedisCommand> Gate { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start_Redis()
    {
        folder = new();
        Redis = await RedisServer.StartAsync(new(folder.Path, LoopbackPort.Free()), default);
    }

    [OneTimeTearDown]
    public async Task Stop_it()
    {
        await Redis.DisposeAsync();
        folder.Dispose();
    }

    [SetUp]
    public async Task Open_a_gate()
    {
        Gate = await RedisGate.OpenAsync(GatePlace.Before(Redis.Settings.Port));
        await new RedisCli(Redis).ShowAsync(["FLUSHALL"], default);
    }

    [TearDown]
    public async Task Close_it() => await Gate.DisposeAsync();
}
