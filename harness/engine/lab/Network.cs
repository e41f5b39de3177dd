using System.Collections.Concurrent;

namespace Verify.Engine;

/// <summary>
/// A network of its own with nothing but a loopback: servers in different networks can all listen on the same
/// address, so that configurations run unmodified side by side.
/// </summary>
/// <remarks>
/// A namespace belongs to threads. One thread lives in it; whatever is started there (a process, a socket) stays
/// in it for life, whoever uses it afterwards.
/// </remarks>
public sealed class Network : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly Thread thread;

    private Network(Action prepare)
    {
        var ready = new TaskCompletionSource();
        thread = new Thread(() =>
        {
            try
            {
                prepare();
                ready.SetResult();
            }
            catch (Exception failure)
            {
                ready.SetException(failure);
                return;
            }
            foreach (var act in work.GetConsumingEnumerable())
                act();
        })
        {
            IsBackground = true,
            Name = "network",
        };
        thread.Start();
        ready.Task.GetAwaiter().GetResult();
    }

    /// <summary>A new, empty network.</summary>
    public static Network Isolated() =>
        new(() =>
        {
            Libc.Check(Libc.Unshare(Libc.CloneNewNet), "making a network namespace");
            Loopback.Up();
        });

    /// <summary>The network that this program is in; for a run without a lab.</summary>
    public static Network OfTheProgram() => new(() => { });

    /// <summary>Does something on the thread that lives in this network.</summary>
    public Task<T> Within<T>(Func<T> act)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                done.SetResult(act());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }

    public void Dispose() => work.CompleteAdding();
}
