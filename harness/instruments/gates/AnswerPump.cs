using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Verify.Instruments.Gates;

/// <summary>Passes on what a server sends, byte by byte, when the fault in force lets it.</summary>
internal sealed class AnswerPump(FaultSwitch faults, Turns turns, TimeProvider clock)
{
    private const int Part = 16 * 1024;

    // So many parts, 4 MiB, are kept for later where answers are slow; then the server has to wait as well.
    private const int MostParts = 256;

    private readonly Channel<Answered> parts = Channel.CreateBounded<Answered>(
        new BoundedChannelOptions(MostParts) { SingleReader = true, SingleWriter = true }
    );

    private long turn;
    private long passed;

    /// <returns>False if the connection is to be closed now.</returns>
    public async Task<bool> RunAsync(Socket server, Socket client, CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var hearing = HearAsync(server, ends.Token);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(ct))
                if (!await PassAsync(part, client, ct))
                    return false;
            await hearing;
            client.Shutdown(SocketShutdown.Send);
            return true;
        }
        finally
        {
            await ends.CancelAsync();
            await hearing.ContinueWith(_ => { }, TaskScheduler.Default);
            while (parts.Reader.TryRead(out var left))
                ArrayPool<byte>.Shared.Return(left.Bytes);
        }
    }

    private async Task HearAsync(Socket server, CancellationToken ct)
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                var bytes = ArrayPool<byte>.Shared.Rent(Part);
                var came = await server.ReceiveAsync(bytes.AsMemory(), ct);
                if (came == 0)
                    return;
                await parts.Writer.WriteAsync(
                    new(bytes, came, turns.Begun, clock.GetTimestamp()),
                    ct
                );
            }
        }
        catch (Exception thrown)
        {
            failure = thrown;
            throw;
        }
        finally
        {
            parts.Writer.Complete(failure);
        }
    }

    private async Task<bool> PassAsync(Answered part, Socket client, CancellationToken ct)
    {
        try
        {
            if (faults.Current is Fault.Delaying slow)
                await UntilAsync(part.Came, slow.Delay, ct);
            await faults.WhileAsync<Fault.Silent>(ct);
            if (part.Turn != turn)
                (turn, passed) = (part.Turn, 0);
            var (length, isCut) = (part.Length, false);
            if (faults.Current is Fault.Cutting cut && passed + length >= cut.Bytes)
                (length, isCut) = ((int)Math.Max(0, cut.Bytes - passed), true);
            if (faults.Current is Fault.Stalling stall && passed + length > stall.Bytes)
            {
                length = (int)Math.Max(0, stall.Bytes - passed);
                await client.SendAllAsync(part.Bytes.AsMemory(0, length), ct);
                passed += length;
                await faults.WhileAsync<Fault.Stalling>(ct);
                await client.SendAllAsync(part.Bytes.AsMemory(length, part.Length - length), ct);
                passed += part.Length - length;
                return true;
            }
            await client.SendAllAsync(part.Bytes.AsMemory(0, length), ct);
            passed += length;
            return !isCut;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part.Bytes);
        }
    }

    // A timer counts whole milliseconds and forgets the rest: what is to be late is never early by it.
    private async Task UntilAsync(long came, TimeSpan delay, CancellationToken ct)
    {
        while (delay - clock.GetElapsedTime(came) is { Ticks: > 0 } left)
            await Task.Delay(
                TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)),
                clock,
                ct
            );
    }

    private readonly record struct Answered(byte[] Bytes, int Length, long Turn, long Came);
}
