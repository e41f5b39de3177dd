using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Postgres;
using Verify.Instruments.Gates.Redis;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>The acts of a reader and a writer of one video, held at the stores' gates until each has its turn.</summary>
internal sealed class RaceActs : IAsyncDisposable
{
    // What is on its way is there in milliseconds; what never comes is no order of this design.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Hold<PostgresCommand> read;
    private readonly Hold<PostgresCommand> write;
    private readonly Hold<RedisCommand> fill;
    private readonly Hold<RedisCommand> delete;

    public RaceActs(PlatformStores stores, Guid video)
    {
        var key = $"video:{video}";
        read = stores.DatabaseGate.HoldNext(command =>
            command.Kind == "SELECT"
            && command.Says("FROM videos")
            && !command.Says("FOR UPDATE")
            && command.Binds(video)
        );
        write = stores.DatabaseGate.HoldNext(command => command.Kind == "COMMIT");
        fill = stores.CacheGate!.HoldNext(command =>
            command.IsSet(key) || (IsScript(command, key) && Carries(command))
        );
        delete = stores.CacheGate!.HoldNext(command =>
            command.IsDelete(key) || (IsScript(command, key) && !Carries(command))
        );
    }

    /// <summary>Lets one act happen, and waits until its actor has come to its next one, or to its end.</summary>
    public async Task DoAsync(RaceAct act, RaceOrder order, Task actor, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await Task.WhenAny(ReachedAsync(act, patience.Token), EndsWrongly(actor)).Unwrap();
            Release(act);
            await (
                order.After(act) is { } next
                    ? Task.WhenAny(ReachedAsync(next, patience.Token), EndsWrongly(actor)).Unwrap()
                    : actor.WaitAsync(patience.Token)
            );
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new CannotRun($"In the order {order}, {act} did not come to its gate.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await read.DisposeAsync();
        await write.DisposeAsync();
        await fill.DisposeAsync();
        await delete.DisposeAsync();
    }

    // An actor that ends before its act has done something else.
    private static async Task EndsWrongly(Task actor)
    {
        await actor;
        await Task.Delay(Timeout.InfiniteTimeSpan);
    }

    private Task ReachedAsync(RaceAct act, CancellationToken ct) =>
        act switch
        {
            RaceAct.Read => read.ReachedAsync(ct),
            RaceAct.Write => write.ReachedAsync(ct),
            RaceAct.Fill => fill.ReachedAsync(ct),
            _ => delete.ReachedAsync(ct),
        };

    private void Release(RaceAct act)
    {
        switch (act)
        {
            case RaceAct.Read:
                read.Release();
                break;
            case RaceAct.Write:
                write.Release();
                break;
            case RaceAct.Fill:
                fill.Release();
                break;
            default:
                delete.Release();
                break;
        }
    }

    private static bool IsScript(RedisCommand command, string key) =>
        command.Kind is "EVAL" or "EVALSHA" && command.Names(key);

    // A fill has the video's JSON with it.
    private static bool Carries(RedisCommand command) =>
        command.Arguments.Skip(1).Any(one => one.StartsWith('{'));
}
