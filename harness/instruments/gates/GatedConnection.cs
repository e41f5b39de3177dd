using System.Net.Sockets;

namespace Verify.Instruments.Gates;

/// <summary>A client's connection, and the one to the server that is made for it.</summary>
internal sealed class GatedConnection<TCommand>(
    string name,
    Socket client,
    GatePlace place,
    Passage<TCommand> passage,
    FaultSwitch faults,
    ICommandReader<TCommand> reader
) : IDisposable
    where TCommand : class, IGatedCommand
{
    private readonly CancellationTokenSource ends = new();
    private bool isCut;

    /// <summary>Ends it at once; both sides see it reset.</summary>
    public void Abort()
    {
        try
        {
            ends.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    public async Task RunAsync()
    {
        Socket? server = null;
        try
        {
            client.NoDelay = true;
            await faults.WhileAsync<Fault.Silent>(ends.Token);
            server = await ConnectAsync();
            var turns = new Turns();
            var commands = new CommandPump<TCommand>(name, passage, faults, reader, turns);
            var answers = new AnswerPump(faults, turns, TimeProvider.System);
            await Task.WhenAll(
                OrEndAsync(commands.RunAsync(client, server, ends.Token)),
                OrEndAsync(AnswerAsync(answers, server))
            );
            client.Dispose();
            server.Dispose();
        }
        catch (Exception ended)
            when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Where it was cut, what has been sent is to arrive.
            if (isCut)
                client.Dispose();
            else
                client.Reset();
            server?.Reset();
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => ends.Dispose();

    private async Task<Socket> ConnectAsync()
    {
        try
        {
            return await place.ConnectAsync(ends.Token);
        }
        catch (SocketException refused)
        {
            passage.Note($"{name}: {place.Server} is not to be reached: {refused.Message}");
            throw;
        }
    }

    private async Task AnswerAsync(AnswerPump answers, Socket server)
    {
        if (await answers.RunAsync(server, client, ends.Token))
            return;
        isCut = true;
        await ends.CancelAsync();
    }

    // What ends one direction by force ends the other.
    private async Task OrEndAsync(Task direction)
    {
        try
        {
            await direction;
        }
        catch
        {
            await ends.CancelAsync();
            throw;
        }
    }
}
