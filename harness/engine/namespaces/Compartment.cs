using System.Collections.Concurrent;
using System.Net;
using Verify.Engine.Linux;

namespace Verify.Engine.Namespaces;

/// <summary>
/// A network and a view of the files of its own: servers in different compartments can all listen on the same address
/// and read different files at the same path, so that configurations run unmodified side by side.
/// </summary>
/// <remarks>
/// A namespace belongs to threads. One thread lives in it; whatever is started there (a process, a socket) stays
/// in it for life, whoever uses it afterwards.
/// </remarks>
public sealed class Compartment : IDisposable
{
    private readonly BlockingCollection<Action> work = [];

    private Compartment(bool isIsolated)
    {
        IsIsolated = isIsolated;
        Outside.Ensure();
        var ready = new TaskCompletionSource();
        new Thread(() =>
        {
            try
            {
                if (isIsolated)
                {
                    Isolate();
                    Network = $"/proc/{new FileInfo("/proc/thread-self").LinkTarget}/ns/net";
                }
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
            Name = "compartment",
        }.Start();
        ready.Task.GetAwaiter().GetResult();
    }

    /// <summary>False where it is the machine's, or the lab's, own network and files.</summary>
    public bool IsIsolated { get; }

    /// <summary>Its network, as nsenter takes it; null where it is the program's own.</summary>
    public string? Network { get; private set; }

    /// <summary>A new one: a loopback and nothing else, and the files as they are now.</summary>
    public static Compartment Isolated() => new(isIsolated: true);

    /// <summary>The network and the files that this program has; for a run without a lab.</summary>
    public static Compartment OfTheProgram() => new(isIsolated: false);

    /// <summary>Does something on the thread that lives in it: there a path is a path of its own view.</summary>
    /// <param name="act">Starts no thread and queues no work: a thread is born into the namespaces of the one that makes it.</param>
    public Task<T> Within<T>(Func<T> act)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                var result = act();
                Outside.Do(() => done.SetResult(result));
            }
            catch (Exception failure)
            {
                Outside.Do(() => done.SetException(failure));
            }
        });
        return done.Task;
    }

    /// <summary>Where it can be seen from any other one: its network, by /proc's entry of the thread that lives in it.</summary>
    public Task<string> InProcAsync() =>
        Within(() => $"/proc/{new FileInfo("/proc/thread-self").LinkTarget}");

    /// <summary>Changes what its programs see of the files; nothing of it can be seen outside.</summary>
    public Task ArrangeAsync(Action<FileView> arrange)
    {
        if (!IsIsolated)
            throw new InvalidOperationException("The machine's own files are not to be arranged.");
        return Within(() =>
        {
            arrange(files);
            return true;
        });
    }

    /// <summary>Makes it answer at an address, as a machine with that address would.</summary>
    public Task AddAddressAsync(IPAddress address) =>
        Within(() =>
        {
            if (IsIsolated)
                Loopback.Add(address, addresses++);
            return true;
        });

    public void Dispose() => work.CompleteAdding();

    private readonly FileView files = new();
    private int addresses;

    private static void Isolate()
    {
        Libc.Check(
            Libc.Unshare(Libc.CloneNewNet | Libc.CloneNewNs),
            "making namespaces for a network and for mounts"
        );
        // Where nothing passes mounts on, nothing done here gets out.
        Libc.Check(
            Libc.Mount("none", "/", null, Libc.MsRec | Libc.MsPrivate, null),
            "keeping mounts to itself"
        );
        Loopback.Up();
    }
}
