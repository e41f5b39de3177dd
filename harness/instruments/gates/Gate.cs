using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Verify.Instruments.Gates;

/// <summary>
/// Stands between clients and a server: it passes on what they say, holds the commands that it is told to hold, counts the
/// others, and brings about faults. So the order of what several clients do is made, and not waited for.
/// </summary>
/// <remarks>Within a connection nothing is ever reordered: what follows a held command waits with it.</remarks>
public sealed class Gate<TCommand> : IAsyncDisposable
    where TCommand : class, IGatedCommand
{
    private const int Backlog = 1024;

    private readonly ConcurrentDictionary<GatedConnection<TCommand>, Task> connections = new();
    private readonly CancellationTokenSource ends = new();
    private readonly FaultSwitch faults = new();
    private readonly Passage<TCommand> passage = new();
    private readonly Lock turn = new();
    private readonly GatePlace place;
    private readonly Socket listener;
    private readonly Func<ICommandReader<TCommand>> newReader;
    private readonly Task accepting;
    private long accepted;

    private Gate(GatePlace place, Socket listener, Func<ICommandReader<TCommand>> newReader)
    {
        (this.place, this.listener, this.newReader) = (place, listener, newReader);
        At = (IPEndPoint)listener.LocalEndPoint!;
        accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public IPEndPoint At { get; }

    public int Port => At.Port;

    /// <summary>How many connections are open.</summary>
    public int Connections => connections.Count;

    /// <summary>How many commands of each kind have passed.</summary>
    public IReadOnlyDictionary<string, long> Counts => passage.Counts;

    /// <summary>What could not be read and passed unread, and connections that the server did not take.</summary>
    public IReadOnlyList<string> Notes => passage.Notes;

    /// <summary>What is wrong from now on, for open connections and for new ones.</summary>
    public Fault Fault
    {
        get => faults.Current;
        set
        {
            lock (turn)
            {
                var isOpen = faults.Current is not Fault.Refusing;
                // The port stays ours: a socket that is bound and does not listen refuses.
                if (value is Fault.Refusing && isOpen)
                    listener.Shutdown(SocketShutdown.Both);
                else if (value is not Fault.Refusing && !isOpen)
                    listener.Listen(Backlog);
                faults.Current = value;
                if (value is Fault.Refusing)
                    foreach (var connection in connections.Keys)
                        connection.Abort();
            }
        }
    }

    /// <summary>Holds every command of a sort from now on, until it is released.</summary>
    public Hold<TCommand> Hold(Func<TCommand, bool> isMeant) =>
        passage.Add(new Hold<TCommand>(isMeant, int.MaxValue));

    /// <summary>Holds the next command of a sort, and lets those after it pass.</summary>
    public Hold<TCommand> HoldNext(Func<TCommand, bool> isMeant) =>
        passage.Add(new Hold<TCommand>(isMeant, 1));

    /// <summary>Counts the commands of a sort that pass from now on.</summary>
    public Tally<TCommand> Count(Func<TCommand, bool> isMeant) =>
        passage.Add(new Tally<TCommand>(isMeant));

    /// <summary>Counts commands by kind from nothing again.</summary>
    public void ResetCounts() => passage.Forget();

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        listener.Dispose();
        await accepting;
        foreach (var connection in connections.Keys)
            connection.Abort();
        await Task.WhenAll(connections.Values);
        ends.Dispose();
    }

    internal static async Task<Gate<TCommand>> OpenAsync(
        GatePlace place,
        Func<ICommandReader<TCommand>> newReader
    )
    {
        var socket = await place.ListeningSocket();
        try
        {
            socket.Bind(place.At.Port == 0 ? await AnyAsync(place) : place.At);
            socket.Listen(Backlog);
            return new(place, socket, newReader);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Asked for by its number: the kernel takes one that it has chosen itself back when the socket ceases to listen.
    private static async Task<IPEndPoint> AnyAsync(GatePlace place)
    {
        using var socket = await place.ListeningSocket();
        socket.Bind(place.At);
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    private async Task AcceptAsync()
    {
        while (!ends.IsCancellationRequested)
        {
            try
            {
                await faults.WhileAsync<Fault.Refusing>(ends.Token);
                Serve(await listener.AcceptAsync(ends.Token));
            }
            catch (SocketException) when (!ends.IsCancellationRequested)
            {
                // It has just ceased to listen, or who wanted in has gone.
            }
            catch (Exception over)
                when (over
                        is OperationCanceledException
                            or SocketException
                            or ObjectDisposedException
                )
            {
                return;
            }
        }
    }

    private void Serve(Socket client)
    {
        var number = ++accepted;
        var connection = new GatedConnection<TCommand>(
            string.Create(CultureInfo.InvariantCulture, $"connection {number}"),
            client,
            place,
            passage,
            faults,
            newReader()
        );
        // Under the lock: a fault that comes now finds it among the open ones.
        lock (turn)
        {
            var begun = new TaskCompletionSource();
            connections[connection] = RunAsync();
            begun.SetResult();
            if (faults.Current is Fault.Refusing)
                connection.Abort();

            async Task RunAsync()
            {
                // Off the accepting loop, and not before it is listed.
                await begun.Task;
                await Task.Yield();
                await connection.RunAsync();
                connections.TryRemove(connection, out _);
            }
        }
    }
}
