using System.Net.Sockets;

namespace Verify.Instruments.Gates;

/// <summary>Passes on what a client sends, command by command.</summary>
internal sealed class CommandPump<TCommand>(
    string name,
    Passage<TCommand> passage,
    FaultSwitch faults,
    ICommandReader<TCommand> reader,
    Turns turns
)
    where TCommand : class, IGatedCommand
{
    private const int Part = 16 * 1024;

    private byte[] buffer = new byte[2 * Part];

    // Before "from" all has been passed on, up to "passable" all may be, up to "read" the reader has seen it.
    private int from;
    private int passable;
    private int read;
    private int end;
    private bool isUnread;

    public async Task RunAsync(Socket client, Socket server, CancellationToken ct)
    {
        while (true)
        {
            MakeRoom();
            var came = await client.ReceiveAsync(buffer.AsMemory(end), ct);
            if (came == 0)
            {
                // What it has begun to say and never ends is the server's to judge.
                passable = end;
                await PassAsync(server, ct);
                server.Shutdown(SocketShutdown.Send);
                return;
            }
            end += came;
            while (read < end)
                await TakeAsync(client, server, ct);
            await PassAsync(server, ct);
        }
    }

    private async ValueTask TakeAsync(Socket client, Socket server, CancellationToken ct)
    {
        var reading = isUnread
            ? new Reading<TCommand>(end - read, Next.Pass)
            : reader.Read(buffer.AsSpan(read, end - read));
        read += reading.Taken;
        switch (reading.Next)
        {
            case Next.Wait:
                read = end;
                break;
            case Next.Pass:
                passable = read;
                break;
            case Next.Decide:
                foreach (var release in passage.Waits(reading.Command!))
                {
                    // What came before it does not wait for it.
                    await PassAsync(server, ct);
                    await release.WaitAsync(ct);
                }
                passage.Count(reading.Command!);
                passable = read;
                break;
            case Next.Reply:
                await PassAsync(server, ct);
                (from, passable) = (read, read);
                await faults.WhileAsync<Fault.Silent>(ct);
                await client.SendAllAsync(reading.Reply, ct);
                break;
            case Next.Unread:
                passage.Note($"{name}: {reading.Reason}; passed on unread from there");
                (isUnread, passable) = (true, read);
                break;
        }
    }

    private async ValueTask PassAsync(Socket server, CancellationToken ct)
    {
        if (from == passable)
            return;
        await faults.WhileAsync<Fault.Silent>(ct);
        turns.Begin();
        await server.SendAllAsync(buffer.AsMemory(from, passable - from), ct);
        from = passable;
    }

    // A reader lets pass, or has decided, what is longer than it keeps: so much and no more can be waiting here.
    private void MakeRoom()
    {
        var waiting = end - from;
        var room = buffer.Length - waiting < Part ? new byte[2 * buffer.Length] : buffer;
        buffer.AsSpan(from, waiting).CopyTo(room);
        (passable, read, end) = (passable - from, read - from, waiting);
        (buffer, from) = (room, 0);
    }
}
